/**
 * The server's clock as this browser knows it: at the local instant `heardAt` it showed at least `at`, and it runs
 * `speed` times as fast as this machine's. Milliseconds.
 */
export interface ServerClock {
  at: number;
  heardAt: number;
  speed: number;
}

/** What the server's clock shows at a local instant. */
export const readClock = ({ at, heardAt, speed }: ServerClock, local: number): number => at + (local - heardAt) * speed;

/**
 * What is known of the server's clock after another message. No message is received before it was sent, so of two
 * estimates the later one is better; a snapshot starts anew, because a television's clock may be set while the page is open.
 */
export function betterClock(known: ServerClock | undefined, sentAt: string, receivedAt: number, speed = known?.speed ?? 1): ServerClock {
  const heard = { at: Date.parse(sentAt), heardAt: receivedAt, speed };
  return known?.speed === speed && readClock(known, receivedAt) >= heard.at ? known : heard;
}
