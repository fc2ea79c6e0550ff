import { describe, expect, test } from "vitest";
import { freshness, staleAfterMs } from "@/board/freshness";

describe("the board's data", () => {
  test("is live while the server is heard", () => {
    expect(freshness("connected", 1_000, 3_000)).toEqual({ state: "live", ageMs: 2_000 });
  });

  test("is live at exactly six seconds and stale after them", () => {
    expect(freshness("connected", 0, staleAfterMs).state).toBe("live");
    expect(freshness("connected", 0, staleAfterMs + 1).state).toBe("stale");
  });

  test("counts as disconnected at once when the connection says so", () => {
    expect(freshness("reconnecting", 1_000, 1_500)).toEqual({ state: "disconnected", ageMs: 500 });
  });

  test("is awaited before the first message", () => {
    expect(freshness("connecting", undefined, 9_000)).toEqual({ state: "waiting" });
    expect(freshness("closed", undefined, 9_000)).toEqual({ state: "disconnected" });
  });

  test("has no negative age when the clock was set back", () => {
    expect(freshness("connected", 5_000, 1_000).ageMs).toBe(0);
  });
});
