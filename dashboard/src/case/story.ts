import type { Instant, LocalText, TicketDetail, TimelineItem } from "@/api/types";

/** Something that was said, by the customer (`mine`) or to him. */
export interface Letter {
  key: string;
  at: Instant;
  mine: boolean;
  text?: string;
  erased?: boolean;
  files: string[];
}

/** Something that happened: a key of the catalogue's `caseHistory`, with the instant or window that it is about. */
export interface News {
  key: string;
  at: Instant;
  news: string;
  from?: Instant;
  until?: Instant;
  /** The server's words, where they say more. */
  words?: LocalText;
}

export type Entry = Letter | News;

export const isLetter = (entry: Entry): entry is Letter => "mine" in entry;

const newsOf: Record<string, string> = {
  "ticket-opened.v1": "opened", "visit-booked.v1": "booked", "visit-moved.v1": "moved", "appointment-chosen.v1": "chosen", "visit-accepted.v1": "accepted", "engineer-departed.v1": "departed",
  "engineer-arrived.v1": "arrived", "visit-completed.v1": "visited", "ticket-resolved.v1": "resolved", "ticket-reopened.v1": "reopened", "ticket-closed.v1": "closed", "ticket-cancelled.v1": "cancelled",
};

/** What was said and what happened, oldest first; the first letter is what the case came in with. Kinds that nobody here knows say nothing. */
export function storyOf(ticket: Pick<TicketDetail, "description" | "files" | "erased">, timeline: readonly TimelineItem[]): Entry[] {
  return timeline.flatMap((item, index): Entry[] => {
    const { seq, at, kind, body = {} } = item;
    if (kind === "reply-sent.v1" || kind === "reply-received.v1")
      return [{ key: `${seq}`, at, mine: kind === "reply-received.v1", text: body.text as string | undefined, erased: body.erased === true, files: (body.files as string[] | undefined) ?? [] }];
    const news = newsOf[kind];
    // Who chooses a time is booked in the same breath: one line is enough.
    if (!news || ((news === "booked" || news === "moved") && timeline[index - 1]?.kind === "appointment-chosen.v1")) return [];
    const line: News = { key: `${seq}`, at, news, from: (body.from ?? body.start) as string | undefined, until: body.until as string | undefined, ...(news === "resolved" ? { words: item.text } : {}) };
    if (news !== "opened" || !(ticket.description || ticket.files.length || ticket.erased)) return [line];
    return [{ key: "first", at, mine: true, text: ticket.description, erased: ticket.erased && !ticket.description, files: ticket.files.map(({ id }) => id) }, line];
  });
}
