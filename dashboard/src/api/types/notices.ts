/** What a user is told. */

import type { Instant, LocalText } from "./basics";

export interface Notice {
  id: string;
  at: Instant;
  kind: string;
  text: LocalText;
  level: "info" | "warn" | "alert";
  ticket: string;
  number: string;
  /** How many alerts it stands for; ticket and number are those of the first. */
  count: number;
  dueAt?: Instant;
  readAt?: Instant;
}

export interface NoticeList {
  items: Notice[];
  unread: number;
  next?: string;
}
