import { describe, expect, test } from "vitest";
import { formatCountdown, isoDuration } from "@/time/countdown";
import { ago, dateTime, money } from "@/time/format";
import { betterSkew } from "@/time/skew";

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

describe("the clocks' difference", () => {
  test("is never thought larger than the fastest message proves", () => {
    const slow = betterSkew(undefined, "2026-11-22T12:00:00.000Z", noon + 900);
    expect(slow).toBe(-900);
    expect(betterSkew(slow, "2026-11-22T12:00:02.000Z", noon + 2_040)).toBe(-40);
    expect(betterSkew(-40, "2026-11-22T12:00:04.000Z", noon + 4_500)).toBe(-40);
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
