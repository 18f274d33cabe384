/** Cookies hold 4 kB; no address of ours comes near this. */
const maxLength = 1000;

/**
 * Where a browser goes after signing in: `wanted` where that is a path of this service, else the console. An address
 * that a browser would read as another site (`//evil.example`, `/\evil.example`, `/a/..//evil.example`) never is.
 */
export function returnAddress(wanted: string | null, origin: string): string {
  const fallback = '/console';
  if (!wanted?.startsWith('/') || wanted.length > maxLength || !URL.canParse(wanted, origin)) return fallback;
  const { origin: target, pathname, search, hash } = new URL(wanted, origin);
  return target === new URL(origin).origin && !pathname.startsWith('//')
    ? `${pathname}${search}${hash}`
    : fallback;
}
