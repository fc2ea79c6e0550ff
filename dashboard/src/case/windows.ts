import { dayIn } from "@/time/format";

/** A window in which a visit could begin. */
export interface OfferedWindow {
  from: string;
  until: string;
}

export interface OfferedDay {
  day: string;
  windows: OfferedWindow[];
}

/** Windows by the day of the site's calendar, both in order. */
export function byDay(windows: readonly OfferedWindow[], timeZone: string | undefined): OfferedDay[] {
  const days = new Map<string, OfferedWindow[]>();
  for (const window of [...windows].sort((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    const day = dayIn(window.from, timeZone);
    days.set(day, [...(days.get(day) ?? []), window]);
  }
  return [...days].map(([day, windows]) => ({ day, windows }));
}

export const isSameWindow = (a: OfferedWindow | undefined, b: OfferedWindow | undefined) => a?.from === b?.from && a?.until === b?.until;
