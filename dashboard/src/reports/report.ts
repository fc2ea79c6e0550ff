import type { Instant, LocalText } from "@/api/types";

/** Figures of some promises; times in working seconds. */
export interface OutcomeFigures {
  met: number;
  breached: number;
  /** Those of the broken ones that are not done yet. */
  owed: number;
  spareSeconds: number;
  lateSeconds: number;
  worstLateSeconds: number;
  attainment?: number;
}

export interface TargetFigures {
  policy?: string;
  target: string;
  metric: string;
  name: LocalText;
  figures: OutcomeFigures;
}

export interface HolderFigures {
  id: string;
  name: LocalText;
  figures: OutcomeFigures;
  heldSeconds: number;
  heldLateSeconds: number;
}

export interface StretchFigures {
  /** `2026-11-22`. */
  from: string;
  figures: OutcomeFigures;
}

export interface SlaReport {
  from: Instant;
  to: Instant;
  total: OutcomeFigures;
  targets: TargetFigures[];
  teams: HolderFigures[];
  people: HolderFigures[];
  course: StretchFigures[];
}

export interface Holding {
  team?: string;
  teamName?: LocalText;
  person?: string;
  personName?: LocalText;
  from: Instant;
  to: Instant;
  countedSeconds: number;
  lateSeconds: number;
}

export interface Outcome {
  ticket: string;
  number: string;
  clock: string;
  metric: string;
  name: LocalText;
  policy?: string;
  met: boolean;
  startedAt: Instant;
  decidedAt: Instant;
  budgetSeconds: number;
  marginSeconds?: number;
  held: Holding[];
}

/** What a report is narrowed to; lives in the address. */
export interface ReportFilters {
  days: string;
  by: string;
  team: string;
  person: string;
  kind: string;
  priority: string;
  metric: string;
}

export const everything: ReportFilters = { days: "30", by: "day", team: "", person: "", kind: "", priority: "", metric: "" };
export const periods = ["1", "7", "30", "90", "365"] as const;
export const stretches = ["day", "week", "month"] as const;
const dayMs = 86_400_000;

export function filtersOf(query: Record<string, unknown>): ReportFilters {
  const asked = Object.fromEntries(Object.keys(everything).map((name) => [name, typeof query[name] === "string" ? query[name] : everything[name as keyof ReportFilters]])) as unknown as ReportFilters;
  return {
    ...asked,
    days: (periods as readonly string[]).includes(asked.days) ? asked.days : everything.days,
    by: (stretches as readonly string[]).includes(asked.by) ? asked.by : everything.by,
  };
}

/** Only what differs from the plain report, for the address. */
export const addressOf = (filters: ReportFilters): Record<string, string> =>
  Object.fromEntries(Object.entries(filters).filter(([name, value]) => value !== everything[name as keyof ReportFilters]));

/** The filters as both routes take them, counted back from now. */
export const choiceOf = ({ days, team, person, kind, priority, metric }: ReportFilters, now: number) => ({
  from: new Date(now - Number(days) * dayMs).toISOString(), team, person, kind, priority, metric,
});

/** `93.4 %`; a share that rounds to all of it while something is missing stays below. */
export function percent(share: number | undefined): string {
  if (share === undefined) return "–";
  const tenths = share < 1 ? Math.min(Math.round(share * 1000), 999) : 1000;
  return `${tenths / 10} %`;
}

/** A length of working time as catalogue key and numbers: the two largest units. */
export function length(seconds: number): { key: string; big: number; small: number } {
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3_600), Math.floor((seconds % 3_600) / 60)];
  if (days > 0) return { key: "report.daysHours", big: days, small: hours };
  if (hours > 0) return { key: "report.hoursMinutes", big: hours, small: minutes };
  return minutes > 0 ? { key: "report.minutesSeconds", big: minutes, small: seconds % 60 } : { key: "report.seconds", big: seconds, small: 0 };
}
