import { hrefTo } from '../../../functions/routes.ts';

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
export type Visited =
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

/** The stylesheet that a page links; undefined if it links none. */
export const stylesheetOf = (body: string): string | undefined =>
  /<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/.exec(body)?.[1] ??
  /<link[^>]+href="([^"]+)"[^>]+rel="stylesheet"/.exec(body)?.[1];
