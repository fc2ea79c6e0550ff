import type { Instant, LocalText, Place, Presence, Priority, WorkOrderState } from "@/api/types";

export interface Span {
  from: Instant;
  to: Instant;
}

export interface ScheduledVisit {
  ticket: string;
  workOrder: string;
  number?: string;
  start: Instant;
  end: Instant;
  travelMinutes: number;
  /** How much later it could end with what follows still kept. */
  slackMinutes: number;
  behindMinutes: number;
  place: Place;
  state: WorkOrderState;
  priority?: Priority;
  dueAt?: Instant;
  atRisk: boolean;
  /** As the day goes; absent once he was there. */
  estimatedArrival?: Instant;
  /** Whether it stays where it is when the day is improved. */
  pinned: boolean;
  departedAt?: Instant;
  arrivedAt?: Instant;
  doneAt?: Instant;
}

export interface EngineerRow {
  id: string;
  name: LocalText;
  zones: string[];
  presence: Presence;
  home: Place;
  shift: Span[];
  absent: boolean;
  visits: ScheduledVisit[];
}

export interface UnplannedVisit {
  ticket: string;
  number: string;
  workOrder: string;
  kind: string;
  priority: Priority;
  /** Absent where no zone holds the place: then it can be neither priced nor booked. */
  zone?: string;
  /** Absent when nobody knows where it is. */
  place?: Place;
  minutes: number;
  seeking: boolean;
  window?: { from: Instant; until: Instant };
  dueAt?: Instant;
  reasons: { code: string; text: LocalText; who: string[]; remedy?: LocalText }[];
}

export interface Schedule {
  date: string;
  engineers: EngineerRow[];
  unplanned: UnplannedVisit[];
}

export interface PricedEngineer {
  engineer: string;
  name: LocalText;
  start?: Instant;
  end?: Instant;
  travelMinutes?: number;
  lateMinutes?: number;
  cost?: { total: number };
  reason?: LocalText;
  freedBy?: Freeing;
}

/** Pieces of a part to be carried from one warehouse to another. */
export interface PartCarry {
  part: string;
  quantity: number;
  from: string;
  fromName: LocalText;
  to: string;
  toName: LocalText;
}

/** What would let somebody go who cannot as it is: parts from elsewhere, overtime, or with neither another time. */
export interface Freeing {
  overtimeMinutes: number;
  parts?: PartCarry[];
  then: PricedEngineer;
}

export interface Pricing {
  currency: string;
  engineers: PricedEngineer[];
}

/** Moves that would make a day better, in the order in which they are possible. */
export interface Improvement {
  currency: string;
  travelMinutes: number;
  lateMinutes: number;
  cost: number;
  /** Visits among them that nobody has now. */
  found: number;
  moves: {
    ticket: string; workOrder: string; number: string; engineer: string; name: LocalText; start: Instant; end: Instant;
    fromEngineer?: string; fromName?: LocalText; fromStart?: Instant;
  }[];
}

/** A visit that somebody looks at: booked with an engineer, or with nobody. */
export interface Chosen {
  ticket: string;
  workOrder: string;
  number: string;
  engineer?: string;
  start?: Instant;
  estimatedArrival?: Instant;
  minutes: number;
  movable: boolean;
  pinned?: boolean;
}

const hourMs = 3_600_000;
const snapMs = 300_000;

/** What a reason counts: parts are lacking in warehouses, everything else in people. */
export const countedBy = (code: string) => (code.startsWith("stock-") ? "warehouses" : "people");

/** Visits that an engineer has set out for stay where they are. */
export const isMovable = (state: WorkOrderState) => state === "confirmed" || state === "accepted" || state === "held" || state === "booked";

/** From the first working hour of anybody to the last, whole hours, at least eight of them. */
export function axisOf(rows: readonly EngineerRow[], noon: number): { from: number; to: number } {
  const spans = rows.flatMap(({ shift, visits }) => [...shift.map(({ from, to }) => [from, to]), ...visits.map(({ start, end }) => [start, end])]);
  if (spans.length === 0) return { from: noon - 4 * hourMs, to: noon + 6 * hourMs };
  const from = Math.floor(Math.min(...spans.map(([begin]) => Date.parse(begin!))) / hourMs) * hourMs;
  const to = Math.ceil(Math.max(...spans.map(([, end]) => Date.parse(end!))) / hourMs) * hourMs;
  return { from, to: Math.max(to, from + 8 * hourMs) };
}

/** The instants at which hours begin, no more of them than there is room for. */
export function hoursOf({ from, to }: { from: number; to: number }, most: number): number[] {
  const step = Math.max(1, Math.ceil((to - from) / hourMs / most)) * hourMs;
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

/** Visits begin at multiples of five minutes. */
export const snapped = (at: number) => Math.round(at / snapMs) * snapMs;

/** Signed minutes, `+12` or `-3`. */
export const signed = (minutes: number) => (minutes > 0 ? `+${minutes}` : String(minutes));
