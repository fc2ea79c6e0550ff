import { describe, expect, test } from "vitest";
import type { TicketListItem } from "@/api/types";
import { breachedTickets, dueSoonTickets, isBreached } from "@/board/urgency";

const noon = Date.parse("2026-11-22T12:00:00.000Z");
const minute = 60_000;
const ticket = (id: string, dueInMs: number, rest: Partial<TicketListItem> = {}): TicketListItem => ({
  id, number: id, status: "open", kind: "return", channel: "web", priority: "normal", createdAt: "", updatedAt: "",
  dueAt: new Date(noon + dueInMs).toISOString(), breached: false, escalationLevel: 0, version: 1, ...rest,
});
const ids = (urgent: { ticket: { id: string } }[]) => urgent.map(({ ticket: { id } }) => id);

describe("urgency", () => {
  test("a deadline is met at its instant and breached one millisecond later", () => {
    expect(isBreached(ticket("a", 0), noon)).toBe(false);
    expect(isBreached(ticket("a", 0), noon + 1)).toBe(true);
  });

  test("due soon are those due in less than thirty minutes, soonest first", () => {
    const rows = [ticket("late", 29 * minute), ticket("later", 30 * minute), ticket("now", 0), ticket("over", -1)];
    expect(ids(dueSoonTickets(rows, noon))).toEqual(["now", "late"]);
  });

  test("breached tickets come by escalation, then priority, then longest overdue", () => {
    const rows = [
      ticket("short", -minute), ticket("long", -9 * minute), ticket("urgent", -minute, { priority: "urgent" }),
      ticket("escalated", -minute, { escalationLevel: 2, breached: true }), ticket("fine", minute),
    ];
    expect(ids(breachedTickets(rows, noon))).toEqual(["escalated", "urgent", "long", "short"]);
  });

  test("what has ended is no longer urgent", () => {
    const rows = [ticket("a", -minute, { status: "resolved", breached: true })];
    expect(breachedTickets(rows, noon)).toEqual([]);
  });

  test("a breached ticket whose next deadline is still ahead stays among the breached", () => {
    const rows = [ticket("a", 10 * minute, { breached: true })];
    expect(ids(breachedTickets(rows, noon))).toEqual(["a"]);
    expect(dueSoonTickets(rows, noon)).toEqual([]);
  });
});
