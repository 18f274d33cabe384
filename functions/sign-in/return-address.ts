/** Cookies hold 4 kB. Our addresses are far shorter than this. */
const maxLength = 1000;

/**
 * The address to open after signing in: `wanted` if it is a path of this service, else the console. It rejects addresses
 * that a browser would read as another site (`//evil.example`, `/\evil.example`, `/a/..//evil.example`).
 */
export function returnAddress(wanted: string | null, origin: string): string {
  const fallback = '/console';
  if (!wanted?.startsWith('/') || wanted.length > maxLength || !URL.canParse(wanted, origin)) return fallback;
  const { origin: target, pathname, search, hash } = new URL(wanted, origin);
  return target === new URL(origin).origin && !pathname.startsWith('//')
    ? `${pathname}${search}${hash}`
    : fallback;
}
