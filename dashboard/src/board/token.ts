/**
 * The display token of a wallboard, from the address `/board?kiosk=1#token=dt_…`.
 * It travels in the fragment, so it reaches neither the server's log nor a referrer; it is never stored.
 */
export function displayToken(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, "")).get("token") ?? undefined;
}
