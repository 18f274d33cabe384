import { hrefTo } from '../../../functions/routes.ts';
import { failureOf } from './facts.ts';

/** One page of the live service, and the response a stranger must get. */
type PageToVisit = {
  readonly path: string;
  readonly status: number;
  /** The start of the content type; absent if only the status matters. */
  readonly type?: string;
  /** A pattern for the address it redirects to. */
  readonly sendsTo?: RegExp;
};

const html = 'text/html';

/** One page of every public function, and one that must not exist. */
export const pagesToVisit: readonly PageToVisit[] = [
  { path: hrefTo('program', {}), status: 200, type: html },
  { path: hrefTo('chooseRole', {}), status: 200, type: html },
  { path: hrefTo('privacy', {}), status: 200, type: html },
  { path: hrefTo('openapi', {}), status: 200, type: 'application/json' },
  { path: hrefTo('overview', {}), status: 303, sendsTo: /\/sign-in/ },
  { path: hrefTo('pairing', {}), status: 303, sendsTo: /\/sign-in/ },
  { path: hrefTo('signIn', {}), status: 303, sendsTo: /^https?:\/\/.+\?.*client_id=/ },
  { path: '/no-such-page', status: 404, type: html },
];

/** The response, with header names in lower case, or why there was none. */
type Visited =
  | { readonly status: number; readonly headers: ReadonlyMap<string, string>; readonly body: string }
  | { readonly failed: string };

/** The headers that make a page safe, and what each must contain. */
const safeHeaders: readonly (readonly [name: string, holds: RegExp])[] = [
  ['content-security-policy', /default-src 'none'/],
  ['strict-transport-security', /max-age=\d{7,}/],
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^same-origin$/],
];

/** The faults of a response, one sentence each. */
function faultsOf(page: PageToVisit, visited: Visited): readonly string[] {
  const says = (what: string) => `${page.path} ${what}`;
  if ('failed' in visited) return [says(`doesn’t respond (${visited.failed})`)];
  const { status, headers } = visited;
  if (status !== page.status) return [says(`returned ${status} (expected ${page.status})`)];
  const type = headers.get('content-type') ?? 'nothing';
  const location = headers.get('location') ?? 'nowhere';
  return [
    ...(page.type !== undefined && !type.startsWith(page.type)
      ? [says(`is ${type} (expected ${page.type})`)]
      : []),
    ...(page.sendsTo && !page.sendsTo.test(location) ? [says(`redirects to ${location}`)] : []),
    ...safeHeaders
      .filter(([name, holds]) => !holds.test(headers.get(name) ?? ''))
      .map(([name]) => says(`has no safe ${name} header`)),
  ];
}

/** The stylesheet that a page links; undefined if it links none. */
export const stylesheetOf = (body: string): string | undefined =>
  /<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/.exec(body)?.[1] ??
  /<link[^>]+href="([^"]+)"[^>]+rel="stylesheet"/.exec(body)?.[1];

// A cold start with a first connection takes a second. A new DNS name may take longer; a later retry shows that.
const patienceMs = 15_000;

/** Checks every page of `origin` as a stranger, including the program page's styles. Returns the faults as sentences. */
export async function visitAll(origin: string): Promise<readonly string[]> {
  const visits = await Promise.all(
    pagesToVisit.map(async (page) => ({ page, visited: await visit(`${origin}${page.path}`) })),
  );
  const faults = visits.flatMap(({ page, visited }) => faultsOf(page, visited));
  const [first] = visits;
  if (!first || 'failed' in first.visited || faults.length > 0) return faults;
  const stylesheet = stylesheetOf(first.visited.body);
  if (stylesheet === undefined) return [`${first.page.path} doesn’t link a stylesheet`];
  const styles = { path: stylesheet, status: 200, type: 'text/css' };
  return faultsOf(styles, await visit(`${origin}${stylesheet}`));
}

async function visit(address: string): Promise<Visited> {
  try {
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: answer.status, headers: new Map(answer.headers), body: await answer.text() };
  } catch (error) {
    // `fetch` only says that it failed; the cause is inside.
    const cause = error instanceof Error && error.cause ? error.cause : error;
    return { failed: failureOf(cause).words };
  }
}
