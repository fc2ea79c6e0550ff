import { shallowRef, type ShallowRef } from "vue";
import type { BoardDelta, BoardSnapshot, Heartbeat } from "@/api/types";
import { betterClock, type ServerClock } from "@/time/serverClock";
import type { Link } from "./freshness";
import { applyDelta, applyHeartbeat, fromSnapshot, type Board, type Resync } from "./reduce";

/** The part of a SignalR connection that the board needs. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string, ...args: unknown[]): Promise<unknown>;
  on(method: string, handler: (message: never) => void): void;
  onreconnecting(handler: () => void): void;
  onreconnected(handler: () => void): void;
  onclose(handler: () => void): void;
}

export interface Feed {
  board: Readonly<ShallowRef<Board | undefined>>;
  link: Readonly<ShallowRef<Link>>;
  /** Local time at which the server was last heard, in milliseconds. */
  heardAt: Readonly<ShallowRef<number | undefined>>;
  /** The server's clock; undefined before the first message. */
  time: Readonly<ShallowRef<ServerClock | undefined>>;
  stop(): Promise<void>;
}

const retryMs = 3_000;

/** Follows the board's stream and keeps following: whatever breaks, it asks again until it is stopped. */
export function followBoard(hub: Hub, clock: () => number = Date.now): Feed {
  const board = shallowRef<Board>();
  const link = shallowRef<Link>("connecting");
  const heardAt = shallowRef<number>();
  const time = shallowRef<ServerClock>();
  let stopped = false;
  let asking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hear = (sentAt: string, known: ServerClock | undefined, speed?: number) => {
    heardAt.value = clock();
    time.value = betterClock(known, sentAt, heardAt.value, speed);
  };

  const subscribe = async (fromScratch: boolean) => {
    if (asking) return;
    asking = true;
    const known = fromScratch ? undefined : board.value;
    try {
      await hub.invoke("Subscribe", known ? { stream: known.stream, seq: known.seq } : null);
    } catch {
      asking = false;
      later(() => subscribe(true));
      return;
    }
    asking = false;
  };

  const believe = (next: Board | Resync) => {
    if (next === "resync") void subscribe(true);
    else board.value = next;
  };

  const start = async () => {
    try {
      await hub.start();
    } catch (error) {
      link.value = isRefusal(error) ? "refused" : heardAt.value === undefined ? "connecting" : "reconnecting";
      later(start);
      return;
    }
    link.value = "connected";
    await subscribe(false);
  };

  const later = (action: () => Promise<void>) => {
    if (!stopped) timer = setTimeout(() => void action(), retryMs);
  };

  hub.on("snapshot", (message: BoardSnapshot) => {
    hear(message.at, undefined, message.speed);
    board.value = fromSnapshot(message);
  });
  hub.on("delta", (message: BoardDelta) => {
    hear(message.at, time.value);
    if (board.value && !asking) believe(applyDelta(board.value, message));
  });
  hub.on("heartbeat", (message: Heartbeat) => {
    hear(message.at, time.value, message.speed);
    if (board.value && !asking) believe(applyHeartbeat(board.value, message));
  });
  hub.onreconnecting(() => (link.value = "reconnecting"));
  hub.onreconnected(() => {
    link.value = "connected";
    asking = false;
    void subscribe(false);
  });
  hub.onclose(() => {
    if (stopped) return;
    link.value = "closed";
    asking = false;
    later(start);
  });

  void start();
  return {
    board, link, heardAt, time,
    stop() {
      stopped = true;
      clearTimeout(timer);
      return hub.stop();
    },
  };
}

/** SignalR wraps the answer to its first request; the status is on the error or only in its sentence. */
function isRefusal(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode;
  return status === 401 || status === 403 || /\b40[13]\b/.test(String(error));
}
