import { describe, expect, test } from 'vitest';
import { anEvent } from '../http/event.ts';
import { invoke } from '../http/invoke.ts';
import { keepLog } from '../http/log.ts';

keepLog();
const { handler } = await import('../../functions/site/handler.ts');

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const program = { accept: 'application/json' };

describe.each([
  ['/privacy', 'Privacy', ['12 hours', '30 days', 'individual students']],
  ['/accessibility', 'Accessibility', ['2.2, level AA', 'keyboard']],
])('%s', (address, title, words) => {
  test('is a page for browsers', async () => {
    const { status, headers, text } = await invoke(
      handler,
      anEvent(`GET ${address}`, address, { headers: browser }),
    );
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain(`<h1 class="govuk-heading-l">${title}</h1>`);
    for (const word of words) expect(text).toContain(word);
  });

  test('has the same text as JSON', async () => {
    const answer = await invoke(handler, anEvent(`GET ${address}`, address, { headers: program }));
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(answer.text)).toMatchObject({ title });
    for (const word of words) expect(answer.text).toContain(word);
  });

  test('can be cached for an hour, because it is the same for everyone', async () => {
    const { headers, cookies } = await invoke(handler, anEvent(`GET ${address}`, address));
    expect([headers['cache-control'], cookies]).toEqual(['public, max-age=3600', []]);
  });
});

describe('an address that does not exist', () => {
  const ask = (address: string, headers = browser) =>
    invoke(handler, anEvent('$default', address, { headers }));

  test('because of a slash at its end leads browsers to the one without', async () => {
    const answer = await ask('/links/k1.a.b/?to=visits');
    expect([answer.status, answer.headers.location]).toEqual([303, '/links/k1.a.b?to=visits']);
    expect((await ask('/links/k1.a.b/', program)).status).toBe(404);
  });

  test('never leads to another site', async () => {
    for (const rawPath of ['//evil.example/', '/\\evil.example/', '/', '//']) {
      const event = { ...anEvent('$default', '/', { headers: browser }), rawPath };
      expect((await invoke(handler, event)).status).toBe(404);
    }
  });

  test('is a page with a link to the program page', async () => {
    const answer = await invoke(handler, anEvent('$default', '/wp-admin', { headers: browser }));
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Page not found');
    expect(answer.text).toContain('href="/"');
  });

  test('is a problem document for API clients', async () => {
    const answer = await invoke(handler, anEvent('$default', '/wp-admin', { headers: program }));
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(answer.text)).toMatchObject({ status: 404, title: 'Page not found' });
  });

  test('is the same, whatever is sent to it', async () => {
    const event = anEvent('$default', '/applications/2014-13K113/delete', {
      headers: { ...browser, 'content-type': 'multipart/form-data', origin: 'https://evil.example' },
      body: 'x'.repeat(100_000),
    });
    event.requestContext.http.method = 'DELETE';
    expect((await invoke(handler, event)).status).toBe(404);
  });
});
