import { hrefTo } from '../../../functions/routes.ts';

/** One page of the live service, and what it must answer a stranger. */
export type PageToVisit = {
  readonly path: string;
  readonly status: number;
  /** The beginning of the content type; left out where nothing but the status counts. */
  readonly type?: string;
  /** Where it sends people on to, as a pattern of the address. */
  readonly sendsTo?: RegExp;
};

const html = 'text/html';

/** A page of every function that people meet, and one that must not be there. */
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

/** What came back, its header names in small letters; or why nothing did. */
export type Visited =
  | { readonly status: number; readonly headers: ReadonlyMap<string, string>; readonly body: string }
  | { readonly failed: string };

/** The headers without which a page is not safe, and what each must hold. */
const safeHeaders: readonly (readonly [name: string, holds: RegExp])[] = [
  ['content-security-policy', /default-src 'none'/],
  ['strict-transport-security', /max-age=\d{7,}/],
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^same-origin$/],
];

/** What is wrong with an answer, as sentences; none where all is well. */
export function faultsOf(page: PageToVisit, visited: Visited): readonly string[] {
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

/** The stylesheet that a page links, as it stands there; undefined where it links none. */
export const stylesheetOf = (body: string): string | undefined =>
  /<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/.exec(body)?.[1] ??
  /<link[^>]+href="([^"]+)"[^>]+rel="stylesheet"/.exec(body)?.[1];
