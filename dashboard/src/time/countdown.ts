export interface Countdown {
  /** True once the instant has passed; at the instant itself it has not. */
  over: boolean;
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/**
 * What is left until an instant, or how long ago it passed; both arguments in milliseconds.
 * Whole seconds: what is left rounds up and what has passed rounds down, so that 00:00 shows exactly at the deadline.
 */
export function countdown(dueAt: number, now: number): Countdown {
  const over = now > dueAt;
  const total = over ? Math.floor((now - dueAt) / 1000) : Math.ceil((dueAt - now) / 1000);
  return {
    over,
    days: Math.floor(total / 86_400),
    hours: Math.floor((total % 86_400) / 3_600),
    minutes: Math.floor((total % 3_600) / 60),
    seconds: total % 60,
  };
}

const two = (value: number) => String(value).padStart(2, "0");

/** `04:09`, `1:04:09` or `2d 01:04`: the sign tells left (none) from over (plus). `dayUnit` is the letter or word after the days. */
export function formatCountdown(dueAt: number, now: number, dayUnit: string): string {
  const { over, days, hours, minutes, seconds } = countdown(dueAt, now);
  const sign = over ? "+" : "";
  if (days > 0) return `${sign}${days}${dayUnit} ${two(hours)}:${two(minutes)}`;
  if (hours > 0) return `${sign}${hours}:${two(minutes)}:${two(seconds)}`;
  return `${sign}${two(minutes)}:${two(seconds)}`;
}

/** ISO 8601 duration for the `datetime` attribute of a countdown. */
export function isoDuration(dueAt: number, now: number): string {
  const { days, hours, minutes, seconds } = countdown(dueAt, now);
  return `P${days}DT${hours}H${minutes}M${seconds}S`;
}
