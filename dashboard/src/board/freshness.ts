/** A heartbeat comes every two seconds; after three missed ones the data counts as stale. */
export const staleAfterMs = 6_000;

/** `refused`: the server does not let this viewer see the board; asking again changes that only after signing in. */
export type Link = "connecting" | "connected" | "reconnecting" | "closed" | "refused";

export interface Freshness {
  state: "waiting" | "live" | "stale" | "disconnected";
  /** Milliseconds since the server was last heard; undefined before the first message. */
  ageMs?: number;
}

/** Pure: how far the picture on the wall can be trusted. Both instants are milliseconds of one clock. */
export function freshness(link: Link, heardAt: number | undefined, now: number): Freshness {
  if (heardAt === undefined) return { state: link === "closed" ? "disconnected" : "waiting" };
  const ageMs = Math.max(0, now - heardAt);
  if (link !== "connected") return { state: "disconnected", ageMs };
  return { state: ageMs > staleAfterMs ? "stale" : "live", ageMs };
}
