import { describe, expect, test } from "vitest";
import type { Zone } from "@/api/types";
import { doing, headcount } from "@/map/marks";
import { boxOf, crest, divided, fit, middle, neighbourhoods, outline } from "@/map/projection";

const square = (id: string, west: number, south: number, size = 0.1): Zone => ({
  id, name: { zh: id, en: id },
  polygon: { type: "Polygon", coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]] },
});
const frame = { x: 0, y: 0, width: 400, height: 200 };

describe("the map", () => {
  test("puts north up and keeps everything inside its frame", () => {
    const { point: project } = fit({ west: 121, south: 31, east: 122, north: 31.5 }, frame);
    const [left, bottom] = project({ longitude: 121, latitude: 31 });
    const [right, top] = project({ longitude: 122, latitude: 31.5 });
    expect(top).toBeLessThan(bottom);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(-1e-9);
    expect(right).toBeLessThanOrEqual(400 + 1e-9);
    expect(bottom).toBeLessThanOrEqual(200 + 1e-9);
  });

  test("does not distort: at 60 degrees north a degree of latitude is twice a degree of longitude", () => {
    const { point: project } = fit({ west: 10, south: 59.99, east: 10.02, north: 60.01 }, frame);
    const [x0, y0] = project({ longitude: 10, latitude: 60 });
    const [x1] = project({ longitude: 10.01, latitude: 60 });
    const [, y1] = project({ longitude: 10, latitude: 60.01 });
    expect((y0 - y1) / (x1 - x0)).toBeCloseTo(2, 2);
  });

  test("finds the place under a point again", () => {
    const { point, place } = fit({ west: 121, south: 31, east: 122, north: 31.5 }, frame);
    const { longitude, latitude } = place(point({ longitude: 121.4, latitude: 31.2 }));
    expect(longitude).toBeCloseTo(121.4, 9);
    expect(latitude).toBeCloseTo(31.2, 9);
  });

  test("names a zone at its northern edge", () => {
    expect(crest(square("a", 121, 31))?.latitude).toBeCloseTo(31.1, 9);
  });

  test("draws neighbouring zones on one map and far cities on maps of their own", () => {
    expect(neighbourhoods([square("a", 121, 31), square("b", 121.12, 31.05), square("c", 121.24, 31)])).toHaveLength(1);
    expect(neighbourhoods([square("a", 121.4, 31.2), square("b", 116.4, 39.9), square("c", 114, 22.5)])).toHaveLength(3);
  });

  test("divides its frame along the longer side", () => {
    expect(divided(frame, 2, 20)).toEqual([{ x: 0, y: 0, width: 190, height: 200 }, { x: 210, y: 0, width: 190, height: 200 }]);
  });

  test("closes each ring of an outline, holes too", () => {
    const zone = square("a", 0, 0);
    zone.polygon = { type: "Polygon", coordinates: [zone.polygon.coordinates[0] as never, [[0.02, 0.02], [0.04, 0.02], [0.04, 0.04], [0.02, 0.02]]] };
    expect(outline(zone, ({ longitude, latitude }) => [longitude * 100, latitude * 100])).toMatch(/^M0\.0,0\.0L.*ZM2\.0,2\.0L.*Z$/);
  });

  test("finds the middle of a zone by its area", () => {
    const { longitude, latitude } = middle(square("a", 121, 31))!;
    expect(longitude).toBeCloseTo(121.05, 6);
    expect(latitude).toBeCloseTo(31.05, 6);
  });

  test("has no box around nothing", () => {
    expect(boxOf([])).toBeUndefined();
  });
});

describe("an engineer's mark", () => {
  const next = (state: "booked" | "departed" | "arrived" | "done") => ({ ticket: "t", number: "D-1", workOrder: "w1", start: "", end: "", state });

  test("tells what he is doing", () => {
    expect(doing({ presence: "onShift" })).toBe("free");
    expect(doing({ presence: "onShift", next: next("booked") })).toBe("booked");
    expect(doing({ presence: "onShift", next: next("departed") })).toBe("onRoute");
    expect(doing({ presence: "onShift", next: next("done") })).toBe("free");
    expect(doing({ presence: "absent", next: next("booked") })).toBe("off");
  });

  test("shows who is still on site after the shift has ended", () => {
    expect(doing({ presence: "offShift", next: next("arrived") })).toBe("onSite");
  });

  test("is counted once", () => {
    expect(headcount([{ presence: "onShift" }, { presence: "onShift", next: next("arrived") }, { presence: "absent" }]))
      .toEqual({ free: 1, booked: 0, onRoute: 0, onSite: 1, off: 1 });
  });
});
