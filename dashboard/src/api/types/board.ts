/** Wallboards: a picture, and what changes in it. */

import type { Instant, Level, LocalText, Place } from "./basics";
import type { NextJob, Presence, Zone } from "./fieldWork";
import type { TicketListItem } from "./tickets";

export interface BoardTotals {
  openByStatus: Record<string, number>;
  openByTeam: Record<string, number>;
  breached: number;
  /** Due in less than 30 minutes. */
  dueSoon: number;
  /** 60 buckets of one minute, newest last. */
  createdLastHour: number[];
  resolvedToday: number;
}

export interface BoardTeam {
  id: string;
  name: LocalText;
  waiting: number;
  active: number;
  members: number;
  present: number;
  capacity: number;
}

export interface BoardEngineer {
  id: string;
  name: LocalText;
  place?: Place;
  presence: Presence;
  load: number;
  next?: NextJob;
}

export interface TickerItem {
  seq: number;
  at: Instant;
  kind: string;
  ticket?: string;
  number?: string;
  text: LocalText;
  level: Level;
}

/** A ticket as boards show it: nothing that leads to the customer, and its place to about a hundred metres. */
export type BoardTicket = Omit<TicketListItem, "channel" | "customer" | "region" | "orderNumber" | "product" | "externalRef" | "amount">;

export interface BoardSnapshot {
  stream: string;
  seq: number;
  at: Instant;
  rows: BoardTicket[];
  totals: BoardTotals;
  teams: BoardTeam[];
  engineers: BoardEngineer[];
  zones: Zone[];
  ticker: TickerItem[];
  /** Seconds that pass on the server's clock in one of this device's; absent for an ordinary clock. */
  speed?: number;
}

export interface BoardDelta {
  stream: string;
  prev: number;
  seq: number;
  at: Instant;
  rows?: BoardTicket[];
  gone?: string[];
  totals?: BoardTotals;
  teams?: BoardTeam[];
  engineers?: BoardEngineer[];
  ticker?: TickerItem[];
}

export interface Heartbeat {
  stream: string;
  seq: number;
  at: Instant;
  speed?: number;
}
