import { computed, ref, shallowRef } from "vue";
import { Client } from "@/api/client";
import { Problem } from "@/api/problem";
import type { Session, TicketDetail, TimelineItem } from "@/api/types";
import { currentLanguage } from "@/i18n";
import { useLoaded } from "@/parts/loading";
import { readTimeline } from "@/tickets/timeline";
import { followClock, useDeviceNow } from "@/time/now";

const refreshMs = 15_000;
/** After three looks that brought nothing, what is shown counts as old. */
const staleAfterMs = 3 * refreshMs;

/** The case that a link opens, kept up to date while somebody looks at it. */
export function useCase(token: string) {
  /** The server knows no such link, or does not any more. */
  const refused = ref(false);
  const client = new Client({ language: currentLanguage, token, onSignedOut: () => (refused.value = true) });
  const session = shallowRef<Session>();
  const timeline = shallowRef<TimelineItem[]>([]);

  const loaded = useLoaded(async () => {
    const ticket = (session.value ??= await openSession(client)).user?.ticket;
    if (refused.value || !ticket) {
      refused.value = true;
      return undefined;
    }
    try {
      const [detail, history] = await Promise.all([client.get<TicketDetail>(`/api/tickets/${encodeURIComponent(ticket)}`), readTimeline(client, ticket, timeline.value)]);
      timeline.value = history;
      return detail;
    } catch (error) {
      refused.value ||= error instanceof Problem && error.status === 404;
      throw error;
    }
  }, refreshMs);

  const now = useDeviceNow();
  const isOld = computed(() => loaded.loadedAt.value !== undefined && (loaded.fault.value !== undefined || now.value - loaded.loadedAt.value > staleAfterMs));
  return { client, session, refused, timeline, isOld, ticket: loaded.value, fault: loaded.fault, loadedAt: loaded.loadedAt, reload: loaded.reload };
}

async function openSession(client: Client): Promise<Session> {
  const session = await client.get<Session>("/api/session");
  followClock(session.clock && { at: Date.parse(session.clock.at), heardAt: Date.now(), speed: session.clock.speed });
  return session;
}
