import type { TicketDetail, WorkOrder, WorkOrderState } from "@/api/types";
import type { Tone } from "@/parts/signs";
import type { GlyphName } from "@/parts/glyphs";

/** Where a case stands, as its customer would say it. */
export type Phase =
  | "received" | "working" | "waitingForYou" | "waitingForParts" | "waitingForOthers" | "seeking" | "coming" | "onTheWay" | "onSite" | "done" | "closed" | "cancelled" | "merged";

type Case = Pick<TicketDetail, "status" | "awaitsCustomer" | "heldFor" | "workOrders">;

export const phaseSigns: Record<Phase, { glyph: GlyphName; tone: Tone }> = {
  received: { glyph: "check", tone: "calm" },
  working: { glyph: "open", tone: "calm" },
  waitingForYou: { glyph: "chat", tone: "warn" },
  waitingForParts: { glyph: "hourglass", tone: "calm" },
  waitingForOthers: { glyph: "hourglass", tone: "calm" },
  seeking: { glyph: "search", tone: "calm" },
  coming: { glyph: "clock", tone: "calm" },
  onTheWay: { glyph: "route", tone: "calm" },
  onSite: { glyph: "wrench", tone: "calm" },
  done: { glyph: "check", tone: "good" },
  closed: { glyph: "closed", tone: "neutral" },
  cancelled: { glyph: "cross", tone: "neutral" },
  merged: { glyph: "merge", tone: "neutral" },
};

const over = { resolved: "done", closed: "closed", cancelled: "cancelled", merged: "merged" } as const;
const visiting: Partial<Record<WorkOrderState, Phase>> = { booked: "coming", accepted: "coming", departed: "onTheWay", arrived: "onSite", seeking: "seeking", unassigned: "seeking" };

/** The visit that is to come or is under way, or undefined. */
export const visitOf = ({ status, workOrders }: Pick<Case, "status" | "workOrders">): WorkOrder | undefined =>
  status in over ? undefined : workOrders.find(({ state }) => state in visiting);

/** Who is on the way says so whatever else is awaited; what the customer can do himself comes before what others do. */
export function phaseOf(ticket: Case): Phase {
  if (ticket.status in over) return over[ticket.status as keyof typeof over];
  const visit = visitOf(ticket);
  if (visit?.state === "departed" || visit?.state === "arrived") return visiting[visit.state]!;
  if (ticket.awaitsCustomer) return "waitingForYou";
  if (ticket.heldFor === "awaiting-parts") return "waitingForParts";
  if (ticket.status === "pending") return "waitingForOthers";
  if (visit) return visiting[visit.state]!;
  return ticket.status === "new" ? "received" : "working";
}

/** A stage of the way that a case goes. */
export type Stage = "received" | "working" | "visit" | "done";

/** Stages in order and how many of them are reached; undefined for a case that ended on another way. */
export function progressOf(ticket: Case): { stages: Stage[]; reached: number } | undefined {
  const phase = phaseOf(ticket);
  if (phase === "cancelled" || phase === "merged") return undefined;
  const stages: Stage[] = ["received", "working", ...(ticket.workOrders.length ? ["visit" as const] : []), "done"];
  const at: Stage = phase === "done" || phase === "closed" ? "done" : phase === "received" ? "received" : ["coming", "onTheWay", "onSite"].includes(phase) ? "visit" : "working";
  return { stages, reached: stages.indexOf(at) + 1 };
}

/** The widest window that somebody may choose, in milliseconds; what is wider is the company's own limit and no appointment. */
const widestAppointment = 12 * 3_600_000;

/** The window that was promised to the customer; undefined while there is only a limit. */
export function appointmentOf({ window }: WorkOrder) {
  return window && Date.parse(window.to) - Date.parse(window.from) <= widestAppointment ? window : undefined;
}

const stepMs = 5 * 60_000;
const marginMs = 15 * 60_000;

/** An estimate to the minute would promise more than is known: a quarter of an hour that begins on a multiple of five minutes, never in the past. */
export function arrivalRange(arrival: string, now: number): { from: number; to: number } {
  const from = Math.floor(Math.max(Date.parse(arrival), now) / stepMs) * stepMs;
  return { from, to: from + marginMs };
}
