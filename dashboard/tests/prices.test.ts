import { describe, expect, test } from "vitest";
import { bounds, decimals, priceFields } from "@/prices/prices";

describe("prices", () => {
  test("have the decimals of their currency, and two while its code is being written", () => {
    expect([decimals("CNY"), decimals("JPY"), decimals("yu")]).toEqual([2, 0, 2]);
  });

  test("have a field each", () => {
    expect([...priceFields].sort()).toEqual(
      ["bookedHour", "changedEngineer", "changedHour", "currency", "delayHour", "lateHour", "leastGain", "overtimeHour", "spareLevel", "travelHour", "unserved"]);
  });

  test("may be nothing, but for the hour of travel that all are compared with", () => {
    expect([bounds("travelHour"), bounds("delayHour"), bounds("unserved")]).toEqual([{ least: 1, most: 500_000 }, { least: 0, most: 500_000 }, { least: 0, most: 2_000_000 }]);
  });
});
