import type { Priority, BoardTicket } from "@/api/types";

/** A ticket counts as about to breach when its deadline is nearer than this. */
export const soonMs = 30 * 60_000;

export interface Urgent {
  ticket: BoardTicket;
  /** Milliseconds since the epoch. */
  dueAt: number;
}

const weight: Record<Priority, number> = { urgent: 3, high: 2, normal: 1, low: 0 };
const ended = new Set(["resolved", "closed", "cancelled", "merged"]);

/** A deadline is judged by its instant: met at the instant, breached after it, whether or not the server has said so yet. */
export function isBreached(ticket: BoardTicket, now: number): boolean {
  return ticket.breached || (ticket.dueAt !== undefined && now > Date.parse(ticket.dueAt));
}

/** Breached tickets, most escalated and most important first, then longest overdue. */
export function breachedTickets(rows: Iterable<BoardTicket>, now: number): Urgent[] {
  return due(rows)
    .filter(({ ticket }) => isBreached(ticket, now))
    .sort((a, b) => b.ticket.escalationLevel - a.ticket.escalationLevel
      || weight[b.ticket.priority] - weight[a.ticket.priority]
      || a.dueAt - b.dueAt || byNumber(a, b));
}

/** Tickets whose deadline comes within {@link soonMs}, soonest first. */
export function dueSoonTickets(rows: Iterable<BoardTicket>, now: number): Urgent[] {
  return due(rows)
    .filter(({ ticket, dueAt }) => !isBreached(ticket, now) && dueAt - now < soonMs)
    .sort((a, b) => a.dueAt - b.dueAt || byNumber(a, b));
}

/** Shares a fixed number of lines between two lists: half each, and what one does not need goes to the other. */
export function shareLines(first: number, second: number, lines: number): [number, number] {
  const half = Math.ceil(lines / 2);
  const toFirst = Math.min(first, Math.max(half, lines - second));
  return [toFirst, Math.min(second, lines - toFirst)];
}

function due(rows: Iterable<BoardTicket>): Urgent[] {
  const urgent: Urgent[] = [];
  for (const ticket of rows) {
    if (ended.has(ticket.status)) continue;
    if (ticket.dueAt !== undefined) urgent.push({ ticket, dueAt: Date.parse(ticket.dueAt) });
  }
  return urgent;
}

const byNumber = (a: Urgent, b: Urgent) => a.ticket.number.localeCompare(b.ticket.number);
