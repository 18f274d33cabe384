/**
 * `npm run bench:pages`: the cost of each page for a browser with an empty cache. It follows every link from
 * the public pages, an application, and the console, and prints each page once: its status, its requests, and
 * their bytes as sent. A browser with tabs also requests the favicon once.
 */
import type { APIRequestContext, Browser } from 'playwright-core';
import { routes } from '../../functions/routes.ts';
import { desk, launchBrowser } from '../browser/browser.ts';
import { askToApply, follow, mailedLink, openService, signIn, somebody } from './people.ts';

type Row = {
  readonly status: number;
  readonly requests: number;
  readonly kB: number;
  readonly 'JavaScript kB': number;
  readonly 'within 25 kB, 3 requests': boolean;
};

const service = await openService();
const browser = await launchBrowser();
try {
  const rows = new Map<string, Row>();
  const applicant = await somebody(service);
  await askToApply(applicant, service);
  const link = await mailedLink(service);
  const reference = await follow(applicant, link);
  const contact = `/apply/contact?role=host&school=${service.freeSchoolId}`;
  const findSchool = '/apply/school?role=host';
  await crawl(
    await somebody(service),
    ['/', findSchool, contact, '/apply/link-sent', '/apply/return', link],
    rows,
  );
  const own = `/applications/${reference}`;
  await crawl(applicant, [own, `${own}/check`, `${own}/withdrawal`], rows);
  await crawl(await signIn(service, { role: 'director' }), ['/console'], rows);
  console.table(Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1))));
  const seen = new Set([...rows.keys()].map(routeOf));
  const unseen = Object.values(routes).filter(({ method, path }) => method === 'GET' && !seen.has(path));
  console.info(`No link leads to: ${unseen.map(({ path }) => path).join(', ')}`);
} finally {
  await browser.close();
  await service.stop();
}

/** Visits every page reachable by links with these cookies. References and tokens count as one page. */
async function crawl(person: APIRequestContext, starts: readonly string[], rows: Map<string, Row>) {
  const waiting = starts.map((start) => new URL(start, service.origin));
  const visited = new Set<string>();
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const page = nameOf(address);
    if (visited.has(page) || address.origin !== service.origin || !isPage(address)) continue;
    visited.add(page);
    const { row, links } = await visit(browser, person, address);
    rows.set(page, row);
    waiting.push(...links.map((href) => new URL(href, address)));
  }
}

/** The path without the parts that differ between applications. */
function nameOf({ pathname }: URL): string {
  return pathname
    .replace(/^\/links\/.+/, '/links/{token}')
    .replace(/^(\/console)?\/applications\/[^/]+/, '$1/applications/{reference}');
}

function routeOf(page: string): string {
  return page.replace(/\/questions\/.+/, '/questions/{topic}');
}

function isPage({ pathname }: URL): boolean {
  return !/^\/(assets|local|sign-in)\b|\.(json|csv|xlsx|ics)$/.test(pathname);
}

/** One page in a browser without a cache, with someone's cookies. */
async function visit(tab: Browser, person: APIRequestContext, address: URL) {
  const context = await tab.newContext({ ...desk, storageState: await person.storageState() });
  try {
    const page = await context.newPage();
    const finished: Promise<{ readonly bytes: number; readonly isScript: boolean }>[] = [];
    page.on('requestfinished', (request) =>
      finished.push(
        request.sizes().then(({ responseBodySize }) => ({
          bytes: responseBodySize,
          isScript: request.resourceType() === 'script',
        })),
      ),
    );
    const response = await page.goto(address.href, { waitUntil: 'networkidle' });
    const sizes = await Promise.all(finished);
    const kB = (parts: typeof sizes) =>
      Math.round(parts.reduce((sum, { bytes }) => sum + bytes, 0) / 100) / 10;
    const row: Row = {
      status: response?.status() ?? 0,
      requests: sizes.length,
      kB: kB(sizes),
      'JavaScript kB': kB(sizes.filter(({ isScript }) => isScript)),
      'within 25 kB, 3 requests': kB(sizes) <= 25 && sizes.length <= 3,
    };
    return {
      row,
      links: await page.evaluate<readonly string[]>('[...document.links].map((link) => link.href)'),
    };
  } finally {
    await context.close();
  }
}
