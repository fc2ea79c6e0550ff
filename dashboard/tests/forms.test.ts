import { describe, expect, test } from "vitest";
import { displayToken } from "@/board/token";
import { emptyDraft, requestOf } from "@/tickets/draft";
import { addressOf, filtersOf, isNarrowed, queryOf } from "@/tickets/filters";

describe("a new ticket", () => {
  test("carries only what was filled in", () => {
    expect(JSON.parse(JSON.stringify(requestOf({ ...emptyDraft(), kind: "return", description: "  broken  " })))).toEqual({ kind: "return", channel: "phone", description: "broken" });
  });

  test("has its amount in minor units, without the errors of floating point", () => {
    expect(requestOf({ ...emptyDraft(), amount: 19.99 }).amount).toEqual({ minor: 1999, currency: "CNY" });
    expect(requestOf({ ...emptyDraft(), amount: 0 }).amount).toEqual({ minor: 0, currency: "CNY" });
  });

  test("has a place only when both coordinates are there", () => {
    expect(requestOf({ ...emptyDraft(), place: { longitude: 121.5, latitude: undefined } }).place).toBeUndefined();
    expect(requestOf({ ...emptyDraft(), place: { longitude: 0, latitude: 0 } }).place).toEqual({ longitude: 0, latitude: 0 });
  });

  test("has its window in UTC", () => {
    const window: [Date, Date] = [new Date("2026-11-22T14:00:00+08:00"), new Date("2026-11-22T16:00:00+08:00")];
    expect(requestOf({ ...emptyDraft(), window }).visitWindow).toEqual({ from: "2026-11-22T06:00:00.000Z", to: "2026-11-22T08:00:00.000Z" });
  });

  test("names its customer only when there is something to know him by", () => {
    expect(requestOf({ ...emptyDraft(), customer: { kind: "phone", value: " ", name: "Li" } }).customer).toBeUndefined();
  });
});

describe("the list's filters", () => {
  test("come from the address and go back to it", () => {
    const filters = filtersOf({ status: "open", breached: "true", sort: "due", q: "退货" });
    expect(addressOf(filters)).toEqual({ status: "open", breached: "true", sort: "due", q: "退货" });
  });

  test("leave the address alone when nothing is narrowed", () => {
    const filters = filtersOf({ sort: "nonsense" });
    expect(addressOf(filters)).toEqual({});
    expect(isNarrowed(filters)).toBe(false);
    expect(isNarrowed(filtersOf({ sort: "due" }))).toBe(false);
    expect(isNarrowed(filtersOf({ team: "a" }))).toBe(true);
  });

  test("become a query with trimmed words", () => {
    expect(queryOf(filtersOf({ q: " 退货 " }), 50, "next")).toMatchObject({ q: "退货", view: "", limit: 50, cursor: "next" });
  });

  test("know what is unfinished, and the views of the service alone", () => {
    expect(queryOf(filtersOf({ status: "unfinished", view: "mine" }), 50)).toMatchObject({ status: ["new", "open", "pending"], view: "mine" });
    expect(filtersOf({ view: "nonsense" }).view).toBe("");
  });
});

test("a display's token is read from the fragment", () => {
  expect(displayToken("#token=dt_abc")).toBe("dt_abc");
  expect(displayToken("")).toBeUndefined();
});
