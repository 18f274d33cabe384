import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { assetsFolder } from '../../entries.ts';
import type { Clock } from '../ground/clock.ts';
import type { Inbox } from '../mail/inbox.ts';
import { type Receiving, rawEmail } from '../mail/receiving.ts';
import { feedbackKinds, type MailFeedback } from '../mail/ses.ts';
import { clockMoves, type TimeTravel } from '../scheduler/time-travel.ts';
import { pageHeaders, readBody } from '../web/http.ts';
import type { StoryStep } from './story.ts';

type Pages = typeof import('./tour-pages.tsx');

/**
 * Bundles the runner's own pages into `folder`, with the styles that the service in `builtFunctions` serves.
 * Returns the pages and their file.
 */
export async function buildPages(
  folder: string,
  builtFunctions: string | undefined,
): Promise<{ readonly pages: Pages; readonly file: string }> {
  const pagesFolder = join(folder, 'pages');
  rmSync(pagesFolder, { recursive: true, force: true });
  // A unique name, because Node loads a file once and one process may start several services in turn.
  const file = join(pagesFolder, `${randomUUID()}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'tour-pages.tsx')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: {
      STYLES_HREF: JSON.stringify(assetHref(builtFunctions, /^styles\..*css$/)),
      FAVICON_HREF: JSON.stringify(assetHref(builtFunctions, /^favicon\..*svg$/)),
    },
    logLevel: 'silent',
  });
  const pages: Pages = await import(pathToFileURL(file).href);
  return { pages, file };
}

function assetHref(builtFunctions: string | undefined, name: RegExp): string {
  const names = builtFunctions === undefined ? [] : readdirSync(join(builtFunctions, assetsFolder));
  return `/assets/${names.find((candidate) => name.test(candidate)) ?? 'none'}`;
}

type Parts = {
  readonly pages: Pages;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly timeTravel: TimeTravel;
  readonly story: readonly StoryStep[];
  readonly feedback: MailFeedback;
  readonly receiving: Receiving;
};

/** A year sends thousands. */
const lettersOnPage = 50;

/** Serves the runner's own addresses: `/local`, `/local/inbox…`, and `/local/clock`. */
export async function answerLocalPage(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
): Promise<void> {
  const { pages, inbox, clock, timeTravel } = parts;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
  const [, , place = '', id = '', part] = pathname.split('/');
  if (request.method === 'POST' && place === 'clock')
    return moveClock(request, response, searchParams.get('from') === 'inbox' ? 'inbox' : 'clock', timeTravel);
  if (request.method === 'POST' && place === 'inbox' && id === 'send')
    return sendEmail(request, response, parts);
  if (request.method === 'POST' && place === 'inbox' && part === 'feedback')
    return giveFeedback(request, response, id, parts);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sendPage(response, 405, 'Only GET is supported.', 'text/plain');
  if (place === '') return sendPage(response, 200, pages.storyPage(parts.story));
  if (place === 'clock')
    return sendPage(response, 200, pages.clockPage({ now: clock.now(), zone: timeTravel.zone }));
  if (place === 'inbox' && id === '') return sendPage(response, 200, await listLetters(searchParams, parts));
  const letter = place === 'inbox' ? await inbox.letter(id) : undefined;
  if (letter === undefined) return sendPage(response, 404, 'Page not found.', 'text/plain');
  if (part === 'html') return sendLetter(response, letter.html);
  return sendPage(
    response,
    200,
    pages.letterPage(letter, timeTravel.zone, searchParams.get('done') ?? '', parts.receiving.addresses[0]),
  );
}

async function listLetters(
  asked: URLSearchParams,
  { pages, inbox, clock, timeTravel, receiving }: Parts,
): Promise<string> {
  const to = (asked.get('to') ?? '').trim().toLowerCase().slice(0, 100);
  const page = Math.min(Math.max(Math.trunc(Number(asked.get('page'))) || 1, 1), 10_000);
  // One more than shown tells whether there is a next page.
  const found = await inbox.letters({ to, skip: (page - 1) * lettersOnPage, most: lettersOnPage + 1 });
  return pages.inboxPage({
    letters: found.slice(0, lettersOnPage),
    count: inbox.count(),
    to,
    page,
    hasMore: found.length > lettersOnPage,
    isSent: asked.get('sent') === 'yes',
    address: receiving.addresses[0],
    now: clock.now(),
    zone: timeTravel.zone,
  });
}

async function moveClock(
  request: IncomingMessage,
  response: ServerResponse,
  from: 'inbox' | 'clock',
  timeTravel: TimeTravel,
): Promise<void> {
  if (comesFromElsewhere(request))
    return sendPage(response, 403, 'Use the buttons on the clock page.', 'text/plain');
  const by = new URLSearchParams(String(await readBody(request, 10_000))).get('by');
  const chosen = clockMoves.find((one) => one.by === by);
  if (!chosen) return sendPage(response, 400, 'Unknown clock move.', 'text/plain');
  await chosen.move(timeTravel);
  response.writeHead(303, { location: `/local/${from}` });
  response.end();
}

async function giveFeedback(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  { inbox, feedback }: Parts,
): Promise<void> {
  if (comesFromElsewhere(request))
    return sendPage(response, 403, 'Use the buttons on the email.', 'text/plain');
  const asked = new URLSearchParams(String(await readBody(request, 10_000))).get('kind');
  const kind = feedbackKinds.find((known) => known === asked);
  const letter = await inbox.letter(id);
  if (!kind || !letter) return sendPage(response, 400, 'Email or report not found.', 'text/plain');
  const done = (await feedback.report(letter, kind)) === 'reported' ? kind : 'nobody';
  response.writeHead(303, { location: `/local/inbox/${id}?done=${done}` });
  response.end();
}

/** Sends the service an email, as a person with a mail program would. */
async function sendEmail(
  request: IncomingMessage,
  response: ServerResponse,
  { inbox, receiving }: Parts,
): Promise<void> {
  if (comesFromElsewhere(request))
    return sendPage(response, 403, 'Use the form on the inbox page.', 'text/plain');
  const form = new URLSearchParams(String(await readBody(request, 100_000)));
  const [to = ''] = receiving.addresses;
  const answered = await inbox.letter(form.get('answers') ?? '');
  const raw = await rawEmail({
    ...{ to, from: form.get('from') ?? '', subject: form.get('subject') ?? '', text: form.get('text') ?? '' },
    answers: answered && {
      id: answered.headers.get('message-id') ?? '',
      references: answered.headers.get('references') ?? '',
    },
  });
  await receiving.receive(raw, to);
  response.writeHead(303, { location: '/local/inbox?sent=yes' });
  response.end();
}

// Pages of other sites could post these forms too.
const comesFromElsewhere = ({ headers }: IncomingMessage): boolean =>
  !['same-origin', 'none'].includes(String(headers['sec-fetch-site'] ?? 'none'));

// A letter may look like anything, but it can only be left by a click.
const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-top-navigation-by-user-activation";

function sendPage(response: ServerResponse, status: number, content: string, type = 'text/html'): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': `${type}; charset=utf-8` });
  response.end(content);
}

function sendLetter(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': letterPolicy,
    'cache-control': 'no-store',
  });
  response.end(`<!doctype html><base target="_top">${html}`);
}
