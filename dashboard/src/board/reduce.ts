import type { BoardDelta, BoardEngineer, BoardSnapshot, BoardTeam, BoardTotals, Heartbeat, TickerItem, BoardTicket, Zone } from "@/api/types";

/** How many events the ticker remembers. */
export const tickerLength = 50;

/** The wallboard as this browser knows it: one stream of the server, believed up to `seq`. */
export interface Board {
  stream: string;
  seq: number;
  rows: ReadonlyMap<string, BoardTicket>;
  totals: BoardTotals;
  teams: readonly BoardTeam[];
  engineers: readonly BoardEngineer[];
  zones: readonly Zone[];
  ticker: readonly TickerItem[];
  /** Highest `seq` a heartbeat promised that had not arrived yet. */
  promised?: number;
}

/** The board is not known well enough to go on: ask for a new snapshot. */
export type Resync = "resync";

export function fromSnapshot(snapshot: BoardSnapshot): Board {
  return {
    stream: snapshot.stream,
    seq: snapshot.seq,
    rows: new Map(snapshot.rows.map((row) => [row.id, row])),
    totals: snapshot.totals,
    teams: snapshot.teams,
    engineers: snapshot.engineers,
    zones: snapshot.zones,
    ticker: newestFirst(snapshot.ticker),
  };
}

/** Pure. A delta that was applied already changes nothing; a gap in the stream is noticed, not papered over. */
export function applyDelta(board: Board, delta: BoardDelta): Board | Resync {
  if (delta.stream !== board.stream) return "resync";
  if (delta.seq <= board.seq) return board;
  if (delta.prev !== board.seq) return "resync";
  return {
    ...board,
    seq: delta.seq,
    rows: mergeRows(board.rows, delta),
    totals: delta.totals ?? board.totals,
    teams: mergeById(board.teams, delta.teams),
    engineers: mergeById(board.engineers, delta.engineers),
    ticker: delta.ticker?.length ? newestFirst([...delta.ticker, ...board.ticker]) : board.ticker,
  };
}

/**
 * A heartbeat names the newest `seq` of the stream. A delta may still be on its way when the first one says so;
 * when the next heartbeat finds the promise unkept, the delta was lost. Another stream is that of a server that began anew.
 */
export function applyHeartbeat(board: Board, heartbeat: Heartbeat): Board | Resync {
  if (heartbeat.stream !== board.stream) return "resync";
  if (board.promised !== undefined && board.seq < board.promised) return "resync";
  if (heartbeat.seq > board.seq) return { ...board, promised: heartbeat.seq };
  return board.promised === undefined ? board : { ...board, promised: undefined };
}

function mergeRows(rows: ReadonlyMap<string, BoardTicket>, delta: BoardDelta): ReadonlyMap<string, BoardTicket> {
  if (!delta.rows?.length && !delta.gone?.length) return rows;
  const next = new Map(rows);
  for (const row of delta.rows ?? []) {
    const known = next.get(row.id);
    if (!known || row.version >= known.version) next.set(row.id, row);
  }
  for (const id of delta.gone ?? []) next.delete(id);
  return next;
}

function mergeById<Item extends { id: string }>(items: readonly Item[], changed: readonly Item[] | undefined): readonly Item[] {
  if (!changed?.length) return items;
  const fresh = new Map(changed.map((item) => [item.id, item]));
  const kept = items.map((item) => {
    const replacement = fresh.get(item.id);
    fresh.delete(item.id);
    return replacement ?? item;
  });
  return [...kept, ...fresh.values()];
}

/** An event may come twice: with a snapshot, and with the delta that was already under way to everybody. */
function newestFirst(items: readonly TickerItem[]): TickerItem[] {
  const once = new Map(items.map((item) => [item.seq, item] as const));
  return [...once.values()].sort((a, b) => b.seq - a.seq || b.at.localeCompare(a.at)).slice(0, tickerLength);
}
