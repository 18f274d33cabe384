import { createServer } from 'node:http';
import { portOf } from './cloud.ts';

const safe = {
  'content-security-policy': "default-src 'none'; style-src 'self'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

type Page = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const html = { 'content-type': 'text/html; charset=utf-8' };
const page: Page = {
  status: 200,
  headers: html,
  body: '<link rel="stylesheet" href="/assets/styles.css"><h1>Learning Partners</h1>',
};
const toSignIn: Page = { status: 303, headers: { location: '/sign-in' } };

/** A healthy service's responses to a stranger. */
const pages: Readonly<Record<string, Page>> = {
  '/': page,
  '/apply': page,
  '/privacy': page,
  '/openapi.json': { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' },
  '/console': toSignIn,
  '/console/pairing': toSignIn,
  '/sign-in': { status: 303, headers: { location: 'https://pool.test/oauth2/authorize?client_id=1' } },
  '/assets/styles.css': { status: 200, headers: { 'content-type': 'text/css' }, body: 'h1 {}' },
};

export type LiveAddress = { readonly origin: string; readonly stop: () => Promise<void> };

/** A healthy live address, except for single pages or all headers in `instead`. */
export async function openLiveAddress(
  instead: { readonly pages?: Readonly<Record<string, Page>>; readonly without?: string } = {},
): Promise<LiveAddress> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const { status, headers, body } = instead.pages?.[path] ?? pages[path] ?? { ...page, status: 404 };
    const protecting = Object.entries(safe).filter(([name]) => name !== instead.without);
    response.writeHead(status, { ...Object.fromEntries(protecting), ...headers }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
