import { describe, expect, test } from "vitest";
import type { BoardDelta, BoardSnapshot, TicketListItem } from "@/api/types";
import { applyDelta, applyHeartbeat, fromSnapshot, tickerLength, type Board } from "@/board/reduce";

const at = "2026-11-22T08:00:00.000Z";

const ticket = (id: string, version = 1, rest: Partial<TicketListItem> = {}): TicketListItem => ({
  id, number: `D-${id}`, status: "open", kind: "return", channel: "web", priority: "normal", createdAt: at, updatedAt: at,
  breached: false, escalationLevel: 0, version, ...rest,
});

const snapshot = (rest: Partial<BoardSnapshot> = {}): BoardSnapshot => ({
  stream: "s", seq: 10, at, rows: [ticket("a"), ticket("b")],
  totals: { openByStatus: { open: 2 }, openByTeam: {}, breached: 0, dueSoon: 0, createdLastHour: [], resolvedToday: 0 },
  teams: [{ id: "t1", name: { zh: "一", en: "One" }, waiting: 0, active: 0, members: 1, present: 1, capacity: 4 }],
  engineers: [{ id: "e1", name: { zh: "甲", en: "A" }, presence: "onShift", load: 0 }], zones: [], ticker: [], ...rest,
});

const delta = (rest: Partial<BoardDelta> = {}): BoardDelta => ({ stream: "s", prev: 10, seq: 11, at, ...rest });
const applied = (board: Board, message: BoardDelta): Board => {
  const next = applyDelta(board, message);
  if (next === "resync") throw new Error("expected a board");
  return next;
};

describe("a delta", () => {
  test("that continues the stream changes, adds and removes rows", () => {
    const next = applied(fromSnapshot(snapshot()), delta({ rows: [ticket("a", 2, { status: "pending" }), ticket("c")], gone: ["b"] }));
    expect([...next.rows.keys()]).toEqual(["a", "c"]);
    expect(next.rows.get("a")?.status).toBe("pending");
    expect(next.seq).toBe(11);
  });

  test("that leaves a gap asks for a new snapshot", () => {
    expect(applyDelta(fromSnapshot(snapshot()), delta({ prev: 11, seq: 12 }))).toBe("resync");
  });

  test("of another stream asks for a new snapshot", () => {
    expect(applyDelta(fromSnapshot(snapshot()), delta({ stream: "restarted" }))).toBe("resync");
  });

  test("that was applied already changes nothing", () => {
    const board = fromSnapshot(snapshot());
    expect(applyDelta(board, delta({ prev: 9, seq: 10, gone: ["a"] }))).toBe(board);
  });

  test("never takes a row back to an older version", () => {
    const board = fromSnapshot(snapshot({ rows: [ticket("a", 5, { status: "resolved" })] }));
    expect(applied(board, delta({ rows: [ticket("a", 4, { status: "open" })] })).rows.get("a")?.status).toBe("resolved");
  });

  test("may jump row versions", () => {
    const board = fromSnapshot(snapshot());
    expect(applied(board, delta({ rows: [ticket("a", 9)] })).rows.get("a")?.version).toBe(9);
  });

  test("keeps what it does not mention, and the board it came from", () => {
    const board = fromSnapshot(snapshot());
    const next = applied(board, delta({ gone: ["a"] }));
    expect(next.totals).toBe(board.totals);
    expect(next.teams).toBe(board.teams);
    expect(board.rows.has("a")).toBe(true);
  });

  test("replaces changed teams and engineers in their place and appends new ones", () => {
    const board = fromSnapshot(snapshot());
    const next = applied(board, delta({
      teams: [{ ...board.teams[0]!, waiting: 7 }],
      engineers: [{ id: "e2", name: { zh: "乙", en: "B" }, presence: "absent", load: 0 }],
    }));
    expect(next.teams.map(({ waiting }) => waiting)).toEqual([7]);
    expect(next.engineers.map(({ id }) => id)).toEqual(["e1", "e2"]);
  });

  test("puts new events first and forgets the oldest", () => {
    const item = (seq: number) => ({ seq, at, kind: "ticket-opened.v1", text: { zh: "新", en: "New" }, level: "info" as const });
    const board = fromSnapshot(snapshot({ ticker: Array.from({ length: tickerLength }, (_, index) => item(index)) }));
    const next = applied(board, delta({ ticker: [item(100), item(101)] }));
    expect(next.ticker.slice(0, 3).map(({ seq }) => seq)).toEqual([101, 100, tickerLength - 1]);
    expect(next.ticker).toHaveLength(tickerLength);
  });

  test("shows an event once that came with the snapshot and again with a delta", () => {
    const item = (seq: number) => ({ seq, at, kind: "ticket-opened.v1", text: { zh: "新", en: "New" }, level: "info" as const });
    const board = fromSnapshot(snapshot({ ticker: [item(7), item(8)] }));
    expect(applied(board, delta({ ticker: [item(8), item(9)] })).ticker.map(({ seq }) => seq)).toEqual([9, 8, 7]);
  });
});

describe("a heartbeat", () => {
  test("that names the known position changes nothing", () => {
    const board = fromSnapshot(snapshot());
    expect(applyHeartbeat(board, { stream: "s", seq: 10, at })).toBe(board);
  });

  test("that runs ahead of a delta on its way is forgiven once", () => {
    const promised = applyHeartbeat(fromSnapshot(snapshot()), { stream: "s", seq: 11, at }) as Board;
    const caughtUp = applied(promised, delta());
    expect(applyHeartbeat(caughtUp, { stream: "s", seq: 11, at })).toMatchObject({ seq: 11, promised: undefined });
  });

  test("after a promise that was not kept asks for a new snapshot", () => {
    const promised = applyHeartbeat(fromSnapshot(snapshot()), { stream: "s", seq: 11, at }) as Board;
    expect(applyHeartbeat(promised, { stream: "s", seq: 12, at })).toBe("resync");
  });

  test("of another stream asks for a new snapshot: the server began anew, or it is another one", () => {
    expect(applyHeartbeat(fromSnapshot(snapshot()), { stream: "anew", seq: 10, at })).toBe("resync");
  });
});
