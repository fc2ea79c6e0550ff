/**
 * The token of a customer's link, from the address `/case#dl_…`.
 * It travels in the fragment, so it reaches neither the server's log nor a referrer.
 */
export function caseToken(hash: string): string | undefined {
  const token = decodeURIComponent(hash.replace(/^#/, "")).trim();
  return token.startsWith("dl_") ? token : undefined;
}

/** The address that a customer is given. */
export const caseAddress = (origin: string, token: string) => `${origin}/case#${token}`;
