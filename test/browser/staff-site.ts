/** A console in front of a real browser: every request goes to the real handler, and a header says who is signed in. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { StaffMember } from '#domain/base/person.ts';
import { routes } from '../../functions/routes.ts';
import { anEvent } from '../http/event.ts';
import { invoke } from '../http/invoke.ts';
import { cookieOf } from '../reviews/console.ts';
import { sendAsset } from './assets.ts';
import { desk } from './browser.ts';

const whoIs = 'x-staff';

/** Serves a handler to these people; `pageOf` opens a page of one of them. Call `stop` at the end. */
export async function serveStaff(handler: Parameters<typeof invoke>[0], people: readonly StaffMember[]) {
  let origin = 'http://127.0.0.1';
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, href } = new URL(request.url ?? '/', origin);
    if (pathname.startsWith('/assets/')) {
      sendAsset(pathname, response);
      return;
    }
    const { key, parameters } = routeOf(request.method ?? 'GET', pathname);
    const staff = people.find(({ email }) => email === request.headers[whoIs]);
    const { status, headers, text } = await invoke(
      handler,
      anEvent(key, href, {
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        cookies: staff ? [cookieOf(staff)] : [],
        pathParameters: parameters,
        body: await readText(request),
      }),
    );
    // Only what is served over TLS may ask for TLS.
    const { 'strict-transport-security': _, ...kept } = headers;
    response.writeHead(status, kept).end(text);
  }
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  origin = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  return {
    origin,
    pageOf: async (
      browser: Browser,
      staff: StaffMember,
      options: BrowserContextOptions = desk,
    ): Promise<Page> =>
      (await browser.newContext({ ...options, extraHTTPHeaders: { [whoIs]: staff.email } })).newPage(),
    stop: () => new Promise((closed) => server.close(closed)),
  };
}

/** As API Gateway does, a path without variables goes before one with them. */
function routeOf(method: string, pathname: string) {
  const fitting = Object.values(routes).flatMap((route) => {
    const found = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(pathname);
    return route.method === method && found ? [{ route, parameters: { ...found.groups } }] : [];
  });
  const [best] = fitting.toSorted(
    (a, b) => Object.keys(a.parameters).length - Object.keys(b.parameters).length,
  );
  if (!best) throw new Error(`No route answers ${method} ${pathname}`);
  return { key: `${best.route.method} ${best.route.path}`, parameters: best.parameters };
}
