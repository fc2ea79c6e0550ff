import type { Client } from "@/api/client";
import type { Page, TimelineItem } from "@/api/types";

/** A ticket's history. The server hands it out in pages; what is known already is not asked for again. */
export async function readTimeline(client: Client, ticket: string, known: readonly TimelineItem[]): Promise<TimelineItem[]> {
  let items = [...known];
  let after: string | number | undefined = items.at(-1)?.seq;
  for (;;) {
    const page: Page<TimelineItem> = await client.get<Page<TimelineItem>>(`/api/tickets/${encodeURIComponent(ticket)}/timeline`, { after });
    items = [...items, ...page.items.filter(({ seq }) => !items.some((item) => item.seq === seq))];
    if (page.next === undefined) return items;
    after = page.next;
  }
}
