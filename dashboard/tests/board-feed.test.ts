import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { followBoard, type Hub } from "@/board/feed";

const at = "2026-11-22T08:00:00.000Z";
const snapshot = { stream: "s", seq: 10, at, rows: [], totals: { openByStatus: {}, openByTeam: {}, breached: 0, dueSoon: 0, createdLastHour: [], resolvedToday: 0 }, teams: [], engineers: [], zones: [], ticker: [] };

class FakeHub implements Hub {
  readonly calls: unknown[][] = [];
  readonly handlers = new Map<string, (message: never) => void>();
  reconnected = () => {};
  closed = () => {};
  refuse: unknown;
  starts = 0;
  start = async () => {
    this.starts++;
    if (this.refuse) throw this.refuse;
  };
  stop = async () => {};
  invoke = async (method: string, ...args: unknown[]) => void this.calls.push([method, ...args]);
  on = (method: string, handler: (message: never) => void) => void this.handlers.set(method, handler);
  onreconnecting = () => {};
  onreconnected = (handler: () => void) => void (this.reconnected = handler);
  onclose = (handler: () => void) => void (this.closed = handler);
  say = (method: string, message: unknown) => this.handlers.get(method)!(message as never);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

describe("following the board", () => {
  test("subscribes from scratch when it knows nothing", async () => {
    const hub = new FakeHub();
    followBoard(hub);
    await settle();
    expect(hub.calls).toEqual([["Subscribe", null]]);
  });

  test("resumes from its last position after a reconnection", async () => {
    const hub = new FakeHub();
    followBoard(hub);
    await settle();
    hub.say("snapshot", snapshot);
    hub.reconnected();
    await settle();
    expect(hub.calls[1]).toEqual(["Subscribe", { stream: "s", seq: 10 }]);
  });

  test("asks for a new snapshot on a gap, once", async () => {
    const hub = new FakeHub();
    followBoard(hub);
    await settle();
    hub.say("snapshot", snapshot);
    hub.say("delta", { stream: "s", prev: 12, seq: 13, at });
    hub.say("delta", { stream: "s", prev: 13, seq: 14, at });
    await settle();
    expect(hub.calls.slice(1)).toEqual([["Subscribe", null]]);
  });

  test("catches up without a reload on another host, whose stream is not the one that it knows", async () => {
    const hub = new FakeHub();
    const feed = followBoard(hub);
    await settle();
    hub.say("snapshot", snapshot);
    hub.reconnected();
    await settle();
    hub.say("snapshot", { ...snapshot, stream: "other", seq: 2 });
    hub.say("delta", { stream: "other", prev: 2, seq: 3, at });
    expect(feed.board.value).toMatchObject({ stream: "other", seq: 3 });
    expect(hub.calls.length).toBe(2);
  });

  test("tries again after the server could not be reached", async () => {
    const hub = new FakeHub();
    hub.refuse = new Error("no network");
    const feed = followBoard(hub);
    await settle();
    hub.refuse = undefined;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(hub.starts).toBe(2);
    expect(feed.link.value).toBe("connected");
  });

  test("says so when the viewer may not see the board", async () => {
    const hub = new FakeHub();
    hub.refuse = Object.assign(new Error("Unauthorized"), { statusCode: 401 });
    const feed = followBoard(hub);
    await settle();
    expect(feed.link.value).toBe("refused");
  });

  test("starts again after the connection closed", async () => {
    const hub = new FakeHub();
    const feed = followBoard(hub);
    await settle();
    hub.closed();
    expect(feed.link.value).toBe("closed");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(hub.starts).toBe(2);
  });

  test("knows when it last heard the server and how far the clocks are apart", async () => {
    const hub = new FakeHub();
    const feed = followBoard(hub, () => Date.parse(at) + 700);
    await settle();
    hub.say("snapshot", snapshot);
    expect(feed.heardAt.value).toBe(Date.parse(at) + 700);
    expect(feed.time.value).toEqual({ at: Date.parse(at), heardAt: Date.parse(at) + 700, speed: 1 });
  });
});
