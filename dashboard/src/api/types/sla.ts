/** SLA policies, and the clocks that they start. */

import type { Instant, LocalText, Priority, Window } from "./basics";

export interface SlaClock {
  target: string;
  metric: string;
  name: LocalText;
  state: "running" | "paused" | "met" | "breached" | "cancelled";
  startedAt: Instant;
  dueAt?: Instant;
  stoppedAt?: Instant;
  budgetMinutes: number;
  usedMinutes: number;
  /** Absent when the flow set the limit itself. */
  policy?: string;
  policyVersion?: number;
  /** Absent when all time counts. */
  calendar?: string;
  /** Absent when it is the calendar's own. */
  timeZone?: string;
  /** Absent while it runs. */
  pausedFor?: LocalText;
  nextAt?: Instant;
  nextKind?: "warning" | "breach" | "level";
  nextLevel?: number;
  warnings: number;
  level: number;
  /** Somebody deals with what escalated. */
  acknowledged: boolean;
}

export interface SlaProof extends SlaClock {
  counted: (Window & { minutes: number })[];
  paused: (Window & { minutes: number; reason?: string })[];
}

/** Whole minutes, or a day that is meant. */
export type Budget =
  | number
  | { type: "span"; seconds: number }
  | { type: "dayLengths"; days: number }
  | { type: "workingDays"; days: number }
  | { type: "months"; months: number }
  | { type: "until"; workingDays: number; time: string };

export type SlaWarning = { type: "before" | "after"; minutes: number; notify: string[] } | { type: "percent"; percent: number; notify: string[] };
export type EscalationAction = { type: "notify"; whom: string[] } | { type: string; [member: string]: unknown };

export interface EscalationLevel {
  offsetMinutes: number;
  actions: EscalationAction[];
  [member: string]: unknown;
}

export interface SlaTarget {
  id: string;
  metric: string;
  time?: "working" | "elapsed";
  calendar?: string;
  budgets: Partial<Record<Priority, Budget>>;
  warnings?: SlaWarning[];
  escalation?: EscalationLevel[];
  [member: string]: unknown;
}

export interface SlaPolicy {
  id: string;
  name: LocalText;
  order: number;
  calendar?: string;
  alsoWithin?: string[];
  zone?: string;
  condition?: unknown;
  targets: SlaTarget[];
}

export interface Rollout {
  kind: string;
  id: string;
  version: number;
  state: "running" | "finished" | "superseded";
  open: number;
  lookedAt: number;
  changed: number;
  moved: number;
  breached: number;
  progress: number;
  startedAt: Instant;
  finishedAt?: Instant;
}

export interface TrialExample {
  ticket: string;
  number: string;
  clock: string;
  metric: string;
  breaches: boolean;
  oldDueAt?: Instant;
  newDueAt?: Instant;
  oldState?: SlaClock["state"];
  newState?: SlaClock["state"];
}

/** What publishing a policy would do to the tickets that are open. */
export interface Trial {
  lookedAt: number;
  open: number;
  limit: number;
  changed: number;
  moved: number;
  breached: number;
  before: Partial<Record<SlaClock["state"], number>>;
  after: Partial<Record<SlaClock["state"], number>>;
  examples: TrialExample[];
}
