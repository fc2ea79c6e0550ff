import { present } from "./now";
import type { Instant, Language, Money } from "@/api/types";

const locales: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) formats.set(key, (known = new Intl.DateTimeFormat(locales[language], { hourCycle: "h23", ...options })));
  return known;
}

const millis = (instant: Instant | number) => (typeof instant === "number" ? instant : Date.parse(instant));

/** `14:05`, in the zone of the device, or in another by its IANA name. */
export const clockTime = (instant: Instant | number, language: Language, timeZone?: string) =>
  format(language, { hour: "2-digit", minute: "2-digit", timeZone }).format(millis(instant));

/** `14:05:09`. */
export const clockSeconds = (instant: Instant | number, language: Language) =>
  format(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(millis(instant));

/** Day and time to the minute, with the year when it is not this one. */
export function dateTime(instant: Instant | number, language: Language, now = present()): string {
  const sameYear = new Date(millis(instant)).getFullYear() === new Date(now).getFullYear();
  return format(language, { ...(sameYear ? {} : { year: "numeric" }), month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" }).format(millis(instant));
}

/** The end of a span whose begin was told with its day: the day again only where it is another one. */
export const until = (from: Instant, to: Instant, language: Language) => (isoDay(from) === isoDay(to) ? clockTime(to, language) : dateTime(to, language));

/** Day and month in words, with the weekday. */
export const longDate = (instant: Instant | number, language: Language, timeZone?: string) =>
  format(language, { month: "long", day: "numeric", weekday: "long", timeZone }).format(millis(instant));

/** Weekday and day of the month, as short as they are commonly written. */
export const shortDate = (instant: Instant | number, language: Language, timeZone?: string) => ({
  weekday: format(language, { weekday: "short", timeZone }).format(millis(instant)),
  date: format(language, { month: "numeric", day: "numeric", timeZone }).format(millis(instant)),
});

/** The day of an instant on the calendar of a zone, `2026-11-22`. */
export function dayIn(instant: Instant | number, timeZone: string | undefined): string {
  const parts = format("en", { year: "numeric", month: "2-digit", day: "2-digit", timeZone }).formatToParts(millis(instant));
  return (["year", "month", "day"] as const).map((part) => parts.find(({ type }) => type === part)!.value).join("-");
}

/** What the wall clock of a zone is called there. */
export const zoneName = (timeZone: string, language: Language, at = present()) =>
  format(language, { timeZone, timeZoneName: "long" }).formatToParts(at).find(({ type }) => type === "timeZoneName")!.value;

/** The day of an instant on this device's calendar, `2026-11-22`. */
export function isoDay(instant: Instant | number): string {
  const day = new Date(millis(instant));
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}

/** How long ago, as a catalogue key and its number: coarse on purpose, so that it changes rarely. */
export function ago(instant: Instant | number, now: number): { key: string; n: number } {
  const seconds = Math.max(0, Math.floor((now - millis(instant)) / 1000));
  if (seconds < 10) return { key: "time.now", n: 0 };
  if (seconds < 60) return { key: "time.secondsAgo", n: seconds };
  if (seconds < 3_600) return { key: "time.minutesAgo", n: Math.floor(seconds / 60) };
  if (seconds < 86_400) return { key: "time.hoursAgo", n: Math.floor(seconds / 3_600) };
  return { key: "time.daysAgo", n: Math.floor(seconds / 86_400) };
}

/** Minor units to an amount in the reader's style; the number of decimals follows the currency. */
export function money({ minor, currency }: Money, language: Language): string {
  const style = new Intl.NumberFormat(locales[language], { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return style.format(minor / 10 ** (style.resolvedOptions().maximumFractionDigits ?? 2));
}

export const count = (value: number, language: Language) => new Intl.NumberFormat(locales[language]).format(value);
