/** The pages for schools in front of a real browser: every request goes to the real handlers. Call `stop` at the end. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { routeKey, routes } from '../../functions/routes.ts';
import { routeOf } from '../applications/stage.ts';
import { anEvent } from '../http/event.ts';
import { invoke } from '../http/invoke.ts';
import { listen } from '../http/listen.ts';
import { sendAsset } from './assets.ts';

type Handler = Parameters<typeof invoke>[0];

/** Starts a stage at an address of its own, and serves it there. */
export async function serveSchools<
  S extends { readonly handler: Handler; readonly stop: () => Promise<void> },
>(startStage: (origin: string) => Promise<S>) {
  const site: { origin: string; handler?: Handler } = { origin: '' };
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, href } = new URL(request.url ?? '/', site.origin);
    if (pathname.startsWith('/assets/') || !site.handler) {
      sendAsset(pathname, response);
      return;
    }
    const found = routeOf(request.method ?? 'GET', pathname);
    const event = anEvent(found ? routeKey(routes[found.name]) : '$default', href, {
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]),
      ),
      cookies: request.headers.cookie?.split('; ') ?? [],
      pathParameters: found?.parameters ?? {},
      body: await readText(request),
    });
    const { status, headers, cookies, text } = await invoke(site.handler, event);
    const { 'content-encoding': _, ...plain } = headers;
    response.writeHead(status, { ...plain, 'set-cookie': [...cookies] }).end(text);
  }
  site.origin = await listen(server);
  const stage = await startStage(site.origin);
  site.handler = stage.handler;
  return {
    origin: site.origin,
    stage,
    stop: async () => {
      await new Promise((closed) => server.close(closed));
      await stage.stop();
    },
  };
}
