import { describe, expect, test, vi } from "vitest";
import { effectScope } from "vue";
import { formatCountdown, isoDuration } from "@/time/countdown";
import { ago, dateTime, money } from "@/time/format";
import { followClock, present, useNow } from "@/time/now";
import { betterClock, readClock } from "@/time/serverClock";

const noon = Date.parse("2026-11-22T12:00:00.000Z");
const left = (ms: number) => formatCountdown(noon + ms, noon, "d");

describe("a countdown", () => {
  test.each([
    [249_000, "04:09"],
    [3_849_000, "1:04:09"],
    [2 * 86_400_000 + 3_840_000, "2d 01:04"],
    [0, "00:00"],
    [-1, "+00:00"],
    [-1_000, "+00:01"],
    [-3_600_000, "+1:00:00"],
    [-3 * 86_400_000, "+3d 00:00"],
  ])("%i ms before the deadline reads %s", (ms, shown) => {
    expect(left(ms)).toBe(shown);
  });

  test("shows zero only at the deadline: what is left rounds up", () => {
    expect(left(1)).toBe("00:01");
    expect(left(999)).toBe("00:01");
    expect(left(1_001)).toBe("00:02");
  });

  test("is a valid duration for machines", () => {
    expect(isoDuration(noon + 3_849_000, noon)).toBe("P0DT1H4M9S");
  });
});

describe("the server's clock", () => {
  test("is never thought slower than the fastest message proves", () => {
    const slow = betterClock(undefined, "2026-11-22T12:00:00.000Z", noon + 900);
    expect(readClock(slow, noon + 900)).toBe(noon);
    const better = betterClock(slow, "2026-11-22T12:00:02.000Z", noon + 2_040);
    expect(readClock(better, noon + 2_040)).toBe(noon + 2_000);
    expect(betterClock(better, "2026-11-22T12:00:04.000Z", noon + 4_500)).toBe(better);
  });

  test("runs on at its own speed between two messages", () => {
    const fast = betterClock(undefined, "2018-04-12T15:00:00.000Z", noon, 600);
    expect(new Date(readClock(fast, noon + 3_000)).toISOString()).toBe("2018-04-12T15:30:00.000Z");
    expect(betterClock(fast, "2018-04-12T15:29:00.000Z", noon + 3_000)).toBe(fast);
  });

  test("is learned anew when its speed changes", () => {
    const slow = betterClock(undefined, "2018-04-12T15:00:00.000Z", noon, 1);
    expect(betterClock(slow, "2018-04-12T15:00:01.000Z", noon + 2_000, 600)).toEqual({ at: Date.parse("2018-04-12T15:00:01.000Z"), heardAt: noon + 2_000, speed: 600 });
  });

  test("is the present of the whole page while it is followed", () => {
    vi.useFakeTimers({ now: noon });
    followClock({ at: Date.parse("2018-04-12T15:00:00.000Z"), heardAt: noon, speed: 600 });
    const page = effectScope();
    const now = page.run(() => useNow())!;
    vi.advanceTimersByTime(1_000);
    expect(new Date(now.value).toISOString()).toBe("2018-04-12T15:10:00.000Z");
    expect(present()).toBe(now.value);
    followClock(undefined);
    expect(present()).toBe(noon + 1_000);
    page.stop();
    vi.useRealTimers();
  });
});

describe("formats", () => {
  test("ago is coarse", () => {
    expect(ago(noon, noon + 3_000).key).toBe("time.now");
    expect(ago(noon, noon + 59_000)).toEqual({ key: "time.secondsAgo", n: 59 });
    expect(ago(noon, noon + 125_000)).toEqual({ key: "time.minutesAgo", n: 2 });
    expect(ago(noon, noon + 7_300_000)).toEqual({ key: "time.hoursAgo", n: 2 });
  });

  test("money follows the decimals of its currency", () => {
    expect(money({ minor: 129_900, currency: "CNY" }, "zh")).toBe("¥1,299.00");
    expect(money({ minor: 1_299, currency: "JPY" }, "en")).toBe("¥1,299");
  });

  test("a date names its year only when it is another one", () => {
    expect(dateTime("2026-03-05T04:00:00.000Z", "en", noon)).not.toContain("2026");
    expect(dateTime("2025-03-05T04:00:00.000Z", "en", noon)).toContain("2025");
  });
});
