/** The processes that make up the service. */

import type { Instant, Level } from "./basics";

export type ClusterRole = "both" | "silo" | "api";

/** A process. Times are its own machine's, numbers of events the journal's. */
export interface ClusterMember {
  name: string;
  role: ClusterRole;
  version: string;
  /** It fell silent without saying that it leaves. */
  lost: boolean;
  address: string;
  since: Instant;
  lastSeen: Instant;
  clockSkewMs: number;
  followedTo: number;
  behind: number;
  behindSeconds: number;
}

export interface ClusterState {
  id: string;
  engine: string;
  at: Instant;
  head: number;
  outbox: { waiting: number; tried: number; dueSince?: Instant };
  members: ClusterMember[];
  /** Empty when the silos did not tell in time. */
  grains: { type: string; silo: string; count: number }[];
  /** One share, called `all`, where one process has the whole clock. */
  clock: { id: string; silo?: string }[];
  findings: { level: Level; text: string; remedy: string }[];
}
