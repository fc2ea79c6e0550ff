/** What everything else is made of. */

export type Language = "zh" | "en";
export type LocalText = Record<Language, string>;
export type Instant = string;
export type Status = "new" | "open" | "pending" | "resolved" | "closed" | "cancelled" | "merged";
export type Priority = "low" | "normal" | "high" | "urgent";

/** WGS-84 degrees. */
export interface Place {
  longitude: number;
  latitude: number;
}

export interface Money {
  minor: number;
  currency: string;
}

export interface Window {
  from: Instant;
  to: Instant;
}

export interface Document<Body> {
  kind: string;
  id: string;
  version: number;
  body: Body;
}

export interface Page<Item> {
  items: Item[];
  next?: string;
}

export type Level = "info" | "warn" | "alert";
