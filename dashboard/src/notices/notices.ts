import { shallowRef } from "vue";
import type { Notice, NoticeList, Page } from "@/api/types";

/** The part of a SignalR connection that notices need. */
export interface NoticeHub {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string): Promise<unknown>;
  on(method: string, handler: (message: never) => void): void;
  onreconnected(handler: () => void): void;
  onclose(handler: () => void): void;
}

/** The part of the API that notices need. */
export interface NoticeApi {
  get<Body>(path: string, query?: Record<string, string | number | undefined>): Promise<Body>;
  post<Body = void>(path: string): Promise<Body>;
}

const pageSize = 20;
const retryMs = 5_000;

/** What the user was told: the number not read is kept live, the list is loaded when it is looked at. */
export function followNotices(api: NoticeApi, hub: NoticeHub) {
  const unread = shallowRef(0);
  const items = shallowRef<readonly Notice[]>([]);
  const next = shallowRef<string>();
  const loaded = shallowRef(false);
  /** The notice that came in last while the page was open, for those who hear the page. */
  const latest = shallowRef<Notice>();
  /** What notices stand for that have grown, as far as somebody looked. */
  const alerts = shallowRef<Readonly<Record<string, Page<Notice>>>>({});
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const without = (known: readonly Notice[], id: string) => known.filter((notice) => notice.id !== id);

  const count = async () => {
    const answer = (await hub.invoke("Subscribe")) as { unread: number };
    unread.value = answer.unread;
    if (loaded.value) await load();
  };

  const start = async () => {
    try {
      await hub.start();
      await count();
    } catch {
      if (!stopped) timer = setTimeout(() => void start(), retryMs);
    }
  };

  async function load() {
    const list = await api.get<NoticeList>("/api/notices", { limit: pageSize });
    [items.value, next.value, unread.value, loaded.value] = [list.items, list.next, list.unread, true];
  }

  async function more() {
    const list = await api.get<NoticeList>("/api/notices", { limit: pageSize, cursor: next.value });
    const known = new Set(items.value.map(({ id }) => id));
    items.value = [...items.value, ...list.items.filter(({ id }) => !known.has(id))];
    next.value = list.next;
  }

  /** Shown as read at once; the server's count follows. */
  async function read(notice: Notice) {
    if (notice.readAt) return;
    items.value = items.value.map((known) => (known.id === notice.id ? { ...known, readAt: new Date().toISOString() } : known));
    unread.value = Math.max(0, unread.value - 1);
    await api.post(`/api/notices/${encodeURIComponent(notice.id)}/read`);
  }

  /** The next page of what a notice stands for. */
  async function loadAlerts({ id }: Notice) {
    const known = alerts.value[id];
    const page = await api.get<Page<Notice>>(`/api/notices/${encodeURIComponent(id)}/alerts`, { limit: pageSize, cursor: known?.next });
    alerts.value = { ...alerts.value, [id]: { items: [...(known?.items ?? []), ...page.items], next: page.next } };
  }

  async function readAll() {
    await api.post("/api/notices/read-all");
    await load();
  }

  hub.on("notice", (notice: Notice) => {
    // One that grows is announced once.
    if (latest.value?.id !== notice.id) latest.value = notice;
    if (loaded.value) items.value = [notice, ...without(items.value, notice.id)];
  });
  hub.on("unread", (message: { unread: number }) => (unread.value = message.unread));
  hub.onreconnected(() => void count().catch(() => undefined));
  hub.onclose(() => {
    if (!stopped) timer = setTimeout(() => void start(), retryMs);
  });

  void start();
  return {
    unread, items, next, loaded, latest, alerts, load, more, loadAlerts, read, readAll,
    stop() {
      stopped = true;
      clearTimeout(timer);
      return hub.stop();
    },
  };
}
