/**
 * How far this machine's clock is from the server's, in milliseconds to add to the local time.
 * A message is never received before it was sent, so the largest `sent - received` seen is the best estimate; it is
 * forgotten with each snapshot, because a television's clock may be set while the page is open.
 */
export function betterSkew(known: number | undefined, sentAt: string, receivedAt: number): number {
  const seen = Date.parse(sentAt) - receivedAt;
  return known === undefined ? seen : Math.max(known, seen);
}
