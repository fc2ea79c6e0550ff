import { describe, expect, test } from "vitest";
import { axisOf, hoursOf, isMovable, signed, snapped, type EngineerRow } from "@/schedule/schedule";

const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);
const row = (from: string, to: string): EngineerRow => ({
  id: "li", name: { zh: "李", en: "Li" }, zones: [], presence: "onShift", home: { longitude: 121, latitude: 31 }, absent: false, visits: [],
  shift: [{ from: `2026-03-02T${from}:00Z`, to: `2026-03-02T${to}:00Z` }],
});

describe("the hours of a day", () => {
  test("run from the first working hour of anybody to the last", () => {
    expect(axisOf([row("08:30", "17:00"), row("10:00", "19:15")], at("12:00"))).toEqual({ from: at("08:00"), to: at("20:00") });
  });
  test("are at least eight, and those around noon where nobody works", () => {
    expect(axisOf([row("09:00", "11:00")], at("12:00"))).toEqual({ from: at("09:00"), to: at("17:00") });
    expect(axisOf([], at("12:00"))).toEqual({ from: at("08:00"), to: at("18:00") });
  });
  test("are named as far as there is room", () => {
    expect(hoursOf({ from: at("08:00"), to: at("20:00") }, 12)).toHaveLength(13);
    expect(hoursOf({ from: at("08:00"), to: at("20:00") }, 6)).toEqual([8, 10, 12, 14, 16, 18, 20].map((hour) => at(`${String(hour).padStart(2, "0")}:00`)));
  });
});

describe("a visit", () => {
  test("begins at a multiple of five minutes", () => {
    expect(snapped(at("09:02"))).toBe(at("09:00"));
    expect(snapped(at("09:03"))).toBe(at("09:05"));
  });
  test("stays where it is once the engineer has set out", () => {
    expect((["confirmed", "accepted", "departed", "arrived", "done"] as const).map(isMovable)).toEqual([true, true, false, false, false]);
  });
  test("is priced with a sign", () => expect([signed(3), signed(-3), signed(0)]).toEqual(["+3", "-3", "0"]));
});
