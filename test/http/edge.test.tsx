import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import { seeOther, showErrors, showPage } from '#http/answer.ts';
import { check, lineField, textField } from '#http/fields.ts';
import { answering } from '#http/handler.ts';
import type { Request } from '#http/request.ts';
import { TooBusy } from '#store/too-busy.ts';
import { PublicPage } from '#ui/layout.tsx';
import { TextField } from '#ui/text-field.tsx';
import { anEvent, type Sent } from './event.ts';
import { invokeMadeUp as invoke } from './invoke.ts';
import { keepLog } from './log.ts';

const origin = 'https://apply.example.org';
const secret = 'text typed into the form';
const log = keepLog();
let seen: Request | undefined;

const form = v.object({
  name: lineField('Enter your name', { maxLength: 100 }),
  statement: textField('Tell us why', { maxLength: 4000 }),
});

/** The sign-in function's routes, with answers for the tests. */
const handler = answering(
  'sign-in',
  {
    signIn: (request) => {
      seen = request;
      const words = Number(request.query.get('words') ?? 400);
      return showPage(<PublicPage title="A page">{'words '.repeat(words)}</PublicPage>, { words });
    },
    signInCallback: () => {
      throw new Error('The table is gone');
    },
    signOut: (request) => {
      seen = request;
      const { value, errors } = check(form, request.fields);
      if (value) return seeOther(`/console?name=${encodeURIComponent(value.name)}`, value);
      return showErrors(
        <PublicPage title="A form" error>
          <TextField name="name" label="Your name" values={request.fields} errors={errors} />
        </PublicPage>,
        errors,
      );
    },
  },
  { origin },
);

const browser = { accept: 'text/html' };
const program = { accept: 'application/json', 'content-type': 'application/json' };
const formType = { 'content-type': 'application/x-www-form-urlencoded' };

const get = (headers: Sent['headers'] = browser, query = '') =>
  invoke(handler, anEvent('GET /sign-in', `/sign-in?${query}`, { headers }));
const post = (body: string, headers: Sent['headers'] = { ...browser, ...formType }, more: Sent = {}) =>
  invoke(handler, anEvent('POST /sign-out', '/sign-out', { headers, body, ...more }));
const postJson = (body: unknown) => post(JSON.stringify(body), program);
const formOf = (fields: Record<string, string>) => String(new URLSearchParams(fields));

describe('every answer', () => {
  const answers = [
    ['a page', () => get()],
    ['data', () => get(program)],
    ['a redirect', () => post(formOf({ name: 'A', statement: 'B' }))],
    ['a form with errors', () => post('')],
    ['a refusal', () => post('', { ...browser, 'sec-fetch-site': 'cross-site' })],
    ['an unknown address', () => invoke(handler, anEvent('$default', '/none', { headers: browser }))],
    [
      'an outage',
      () => invoke(handler, anEvent('GET /sign-in/callback', '/sign-in/callback', { headers: browser })),
    ],
  ] as const;

  test.each(answers)('has security headers: %s', async (_, answer) => {
    const { headers } = await answer();
    expect(headers).toMatchObject({
      'strict-transport-security': expect.stringContaining('max-age=63072000'),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      vary: 'accept, accept-encoding',
    });
    const policy = headers['content-security-policy'] ?? '';
    for (const rule of [
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|script-src/);
  });
});

describe('one answer has two forms', () => {
  test.each([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['*/*', 'text/html; charset=utf-8'],
    ['', 'text/html; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/problem+json, application/json', 'application/json; charset=utf-8'],
  ])('clients that accept %j get %s', async (accept, type) =>
    expect((await get({ accept })).headers['content-type']).toBe(type),
  );

  test('a change redirects browsers and gives API clients the address', async () => {
    const fields = { name: 'Ada', statement: 'Because' };
    const shown = await post(formOf(fields));
    expect([shown.status, shown.headers.location, shown.text]).toEqual([303, '/console?name=Ada', '']);
    const told = await postJson(fields);
    expect([told.status, told.headers.location, JSON.parse(told.text)]).toEqual([
      200,
      '/console?name=Ada',
      fields,
    ]);
  });

  test('both name each invalid field', async () => {
    const shown = await post(formOf({ name: 'Ada <b>' }));
    expect(shown.status).toBe(422);
    expect(shown.text).toContain('value="Ada &lt;b>"');
    const told = await postJson({ name: '' });
    expect(told.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(told.text)).toEqual({
      status: 422,
      title: 'Some answers need your attention',
      errors: [
        { field: 'name', detail: 'Enter your name' },
        { field: 'statement', detail: 'Tell us why' },
      ],
    });
  });

  test('a long answer comes compressed to clients that accept it', async () => {
    const long = 'words=4000';
    const plain = await get(browser, long);
    const zipped = await get({ ...browser, 'accept-encoding': 'br, gzip;q=0.8' }, long);
    expect([plain.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual([
      undefined,
      'gzip',
    ]);
    expect(zipped.text).toBe(plain.text);
    const refused = await get({ ...browser, 'accept-encoding': 'gzip;q=0' }, long);
    expect(refused.headers['content-encoding']).toBeUndefined();
    const short = await get({ ...browser, 'accept-encoding': 'gzip' });
    expect(short.headers['content-encoding']).toBeUndefined();
  });
});

describe('forms are accepted only', () => {
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'https://apply.example.org.evil.example' }],
    [{ origin: 'http://apply.example.org' }],
  ])('from our own pages: %o is refused', async (from) => {
    seen = undefined;
    const answer = await post(formOf({ name: 'A', statement: 'B' }), { ...browser, ...formType, ...from });
    expect([answer.status, seen]).toEqual([403, undefined]);
    expect(answer.text).toContain('another website');
  });

  test.each([
    [{ 'sec-fetch-site': 'same-origin', origin }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin }],
    [{}],
  ])('from our own pages: %o is accepted', async (from) =>
    expect(
      (await post(formOf({ name: 'A', statement: 'B' }), { ...browser, ...formType, ...from })).status,
    ).toBe(303),
  );

  test('up to 128 KB', async () => {
    const room = 128 * 1024;
    const field = (bytes: number) => `name=${'x'.repeat(bytes - 5)}`;
    expect((await post(field(room))).status).toBe(422);
    expect((await post(field(room + 1))).status).toBe(413);
    expect((await post(`name=${'é'.repeat(room / 2)}`)).status).toBe(413);
    const packed = Buffer.from(field(room + 1)).toString('base64');
    expect((await post(packed, undefined, { isBase64Encoded: true })).status).toBe(413);
  });

  test.each([
    ['multipart/form-data; boundary=x'],
    ['text/plain'],
    ['application/xml'],
    ['application/jsonp'],
    ['text/html; application/json'],
    [''],
  ])('in a supported format: %j is not', async (type) =>
    expect((await post('name=A', { ...browser, 'content-type': type })).status).toBe(415),
  );

  test.each(['gzip', 'br', 'deflate'])('not compressed with %s', async (encoding) =>
    expect((await post('name=A', { ...browser, ...formType, 'content-encoding': encoding })).status).toBe(
      415,
    ),
  );

  test.each([
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/x-www-form-urlencoded; charset=UTF-8',
  ])('in a supported format: %s is', async (type) =>
    expect((await post('{}', { ...browser, 'content-type': type })).status).toBe(422),
  );
});

describe('HEAD', () => {
  const head = (address: string) =>
    invoke(handler, anEvent(`HEAD ${address}`, address, { headers: browser }));

  test('is answered like GET, without the body', async () =>
    expect(await head('/sign-in')).toEqual({ ...(await get()), text: '' }));

  test('does nothing at the address of a form', async () =>
    expect(await head('/sign-out')).toMatchObject({ status: 405, text: '' }));
});

describe('a method without a route', () => {
  const ask = async (method: string, address: string, headers: Sent['headers'] = browser) => {
    const event = anEvent('$default', address, { headers });
    event.requestContext.http.method = method;
    return invoke(handler, event);
  };

  test.each([
    ['DELETE', '/sign-in', 'GET, HEAD'],
    ['GET', '/sign-out', 'POST'],
    ['PUT', '/console/partnerships/2014-H1/visits/booking', 'GET, HEAD, POST'],
    ['PATCH', '/applications/2014-13K113/calendar', 'POST'],
  ])('at a known address names those that have one: %s %s', async (method, address, allow) => {
    const page = await ask(method, address);
    expect(page).toMatchObject({ status: 405, headers: { allow } });
    expect(page.text).toContain('This address doesn’t accept that request');
    expect(JSON.parse((await ask(method, address, program)).text)).toMatchObject({ status: 405 });
  });

  test.each(['/none', '/applications//calendar', '/sign-out/more'])(
    'at the unknown address %s is not found',
    async (address) => expect((await ask('PUT', address)).status).toBe(404),
  );
});

describe('JSON without readable fields is refused with a reason:', () => {
  test.each([
    ['not JSON', '{"capac', 400, 'Invalid JSON'],
    ['half of it', '{"name":', 400, 'Invalid JSON'],
    ['words', 'not json', 400, 'Invalid JSON'],
    ['a list', '[]', 422, 'Invalid fields'],
    ['nothing', 'null', 422, 'Invalid fields'],
    ['a text', '"text"', 422, 'Invalid fields'],
    ['a list of lists', '{"name":[["A"]]}', 422, 'Invalid fields'],
  ])('%s', async (_, body, status, title) => {
    const refused = await post(body, program);
    expect(refused.status).toBe(status);
    expect(JSON.parse(refused.text)).toMatchObject({ title });
  });

  test('fields that are objects, each by name', async () => {
    const refused = await postJson({ name: { first: 'Ana' }, statement: null, fine: ['a', 1] });
    expect(JSON.parse(refused.text)).toMatchObject({
      status: 422,
      errors: [{ field: 'name' }, { field: 'statement' }],
    });
  });
});

describe('typed text', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const hostile = fc.constantFrom(
    '\r\n',
    '\n',
    '\0',
    '\u0007',
    '%0d%0a',
    'Set-Cookie: a=b',
    '<script>',
    '"',
    "'",
    '&',
    ';',
    ',',
  );
  const typed = fc.oneof(
    text,
    fc.array(fc.oneof(hostile, text)).map((pieces) => pieces.join('').slice(0, 300)),
  );

  test('stays in the body and never adds a line to a header', async () => {
    await fc.assert(
      fc.asyncProperty(typed, typed, async (name, statement) => {
        for (const answer of [await post(formOf({ name, statement })), await postJson({ name, statement })]) {
          expect([200, 303, 422]).toContain(answer.status);
          for (const [header, value] of Object.entries(answer.headers)) {
            expect(header).toMatch(/^[a-z-]+$/);
            expect(value).toMatch(/^[\x20-\x7e]*$/);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('is shown as text, never as markup', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (name) => {
        const { text } = await post(formOf({ name: `${name}<script>"` }));
        expect(text).not.toContain('<script');
      }),
      { numRuns: 100 },
    );
  });

  test('loses control characters, and all line ends become the same', async () => {
    const { text } = await postJson({
      name: '\0A\u0007\u001b[31mda\t \r\nL.\u007f',
      statement: ' a\r\nb\rc\u000b\u0000\td ',
    });
    expect(JSON.parse(text)).toEqual({ name: 'A[31mda L.', statement: 'a\nb\nc\td' });
  });

  test.each([
    ['right-to-left text', 'مدرسة الشهيد إبراهيم — בית ספר'],
    ['emoji of many parts', '👩🏽‍🏫 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇺🇸'],
    ['accents in either form', 'Zoë Zoe\u0308'],
    ['Chinese', '紐約市第一小學'],
    ['markup', '<b onclick="alert(1)">&amp;</b>'],
  ])('is unchanged: %s', async (_, typed) => {
    for (const answer of [
      await post(formOf({ name: typed, statement: typed }), { accept: 'application/json', ...formType }),
      await postJson({ name: typed, statement: typed }),
    ])
      expect(JSON.parse(answer.text)).toEqual({ name: typed, statement: typed });
  });

  test('half a character becomes a replacement character, not an outage', async () => {
    const { text } = await post('{"name":"a\\ud83d","statement":"b"}', program);
    expect(JSON.parse(text)).toEqual({ name: 'a\ufffd', statement: 'b' });
  });

  test('that is too long comes back complete, with the limit', async () => {
    const long = '名'.repeat(10_000);
    const shown = await post(JSON.stringify({ name: long }), { ...program, ...browser });
    expect(shown.status).toBe(422);
    expect(shown.text).toContain('Shorten your answer: it has 10,000 characters, and the limit is 100');
    expect(shown.text).toContain(long);
  });

  test('a field named like a part of the language is only a field', async () => {
    await postJson({ constructor: 'a', ['__proto__']: 'b', toString: 'c' });
    expect(seen?.fields.constructor).toBe('a');
    await post('');
    expect(seen?.fields.constructor).toBeUndefined();
    await post('__proto__=b&constructor=a&constructor=c');
    expect(seen?.fields.constructor).toEqual(['a', 'c']);
    expect(Object.getPrototypeOf(seen?.fields)).toBeNull();
  });
});

describe('an outage', () => {
  const broken = (headers: Sent['headers']) =>
    invoke(
      handler,
      anEvent('GET /sign-in/callback', `/sign-in/callback?code=${encodeURIComponent(secret)}`, {
        headers: { ...headers, 'user-agent': secret },
        cookies: [`__Host-staff=${secret}`],
        body: secret,
      }),
    );

  test('is a page without code details', async () => {
    const { status, text } = await broken(browser);
    expect([status, text.includes('Try again in a few minutes')]).toEqual([500, true]);
    expect(text).not.toMatch(/table is gone|node_modules|Error:/);
  });

  test('is a problem document for API clients', async () => {
    const { status, headers, text } = await broken(program);
    expect([status, headers['content-type']]).toEqual([500, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(text)).toMatchObject({ status: 500 });
  });

  test('is logged with its class and its place, without anything that was sent and without the message', async () => {
    await broken(browser);
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({
      requestId: 'request-1',
      route: 'GET /sign-in/callback',
      status: 500,
      error: 'Error',
      at: expect.stringContaining('edge.test.tsx'),
    });
    expect(log.join()).not.toMatch(/typed|192\.0\.2\.7|__Host|The table is gone/);
  });

  test('or not, the log has the route and the status, and nothing about the visitor', async () => {
    await post(formOf({ name: secret, statement: secret }));
    expect(JSON.parse(log.join())).toEqual({
      requestId: 'request-1',
      route: 'POST /sign-out',
      status: 303,
      durationMs: expect.any(Number),
    });
  });
});

describe('an answer while the table is too busy', () => {
  const throttled = Object.assign(new Error('Slow down'), { name: 'ThrottlingException' });
  const late = Object.assign(new Error('No answer'), { name: 'TimeoutError' });

  test.each([throttled, late, new TooBusy('It was changed by others')])(
    'says when to try again (%s)',
    async (error) => {
      const fail = () => {
        throw error;
      };
      const responders = { signIn: fail, signInCallback: fail, signOut: fail };
      const busy = answering('sign-in', responders, { origin });
      const ask = (headers: NonNullable<Sent['headers']>) =>
        invoke(busy, anEvent('GET /sign-in', '/sign-in', { headers }));
      const page = await ask(browser);
      expect([page.status, page.headers['retry-after']]).toEqual([503, '5']);
      expect(page.text).toContain('Try again in a few seconds.');
      const json = await ask(program);
      expect([json.status, json.headers['retry-after']]).toEqual([503, '5']);
      expect(JSON.parse(json.text)).toMatchObject({ status: 503, title: 'The service is very busy' });
    },
  );
});

describe('a request around the front door', () => {
  const around = (headers: Sent['headers'], routeKey = 'GET /sign-in') =>
    invoke(handler, anEvent(routeKey, '/sign-in', { headers: { ...browser, ...headers } }));

  test.each([
    ['without a key', ''],
    ['with a wrong key', 'the-front-door-of-the-testz'],
    ['with the beginning of the key', 'the-front-door'],
    ['with the names of keys', 'k1'],
  ])('%s is refused and shows where to go', async (_, key) => {
    seen = undefined;
    const { status, text } = await around({ 'x-front-door-key': key });
    expect([status, text.includes('This isn’t the program’s web address')]).toEqual([403, true]);
    expect(seen).toBeUndefined();
  });

  test('learns nothing about existing addresses', async () => {
    const [known, unknown] = [
      await around({ 'x-front-door-key': '' }),
      await around({ 'x-front-door-key': '' }, '$default'),
    ];
    expect(known).toEqual(unknown);
  });

  test('is accepted with the old and the new key, while both are valid', async () => {
    vi.stubEnv(
      'FRONT_DOOR_KEYS',
      JSON.stringify({ k1: 'the old key of the door', k2: 'the new key of the door' }),
    );
    const responders = {
      signIn: () => seeOther('/'),
      signInCallback: () => seeOther('/'),
      signOut: () => seeOther('/'),
    };
    const rotating = answering('sign-in', responders, { origin });
    vi.unstubAllEnvs();
    const statusWith = async (key: string) =>
      (await invoke(rotating, anEvent('GET /sign-in', '/sign-in', { headers: { 'x-front-door-key': key } })))
        .status;
    expect(await statusWith('the old key of the door')).toBe(303);
    expect(await statusWith('the new key of the door')).toBe(303);
    expect(await statusWith('another key of the door')).toBe(403);
  });

  test('stops the function if there are no keys', () => {
    vi.stubEnv('FRONT_DOOR_KEYS', '{}');
    expect(() =>
      answering('site', {
        openapi: () => seeOther('/'),
        privacy: () => seeOther('/'),
        accessibility: () => seeOther('/'),
      }),
    ).toThrow();
    vi.unstubAllEnvs();
  });
});

describe('the visitor’s address', () => {
  const addressOf = async (forwardedFor: string, sourceIp: string) => {
    const event = anEvent('GET /sign-in', '/sign-in', {
      headers: { ...browser, 'x-forwarded-for': forwardedFor },
    });
    event.requestContext.http.sourceIp = sourceIp;
    await invoke(handler, event);
    return seen?.callerAddress;
  };

  test.each([
    ['is the one that the front door saw', '192.0.2.7, 130.176.0.1', '192.0.2.7'],
    ['is not one that the visitor sent', '10.0.0.1, 127.0.0.1, 192.0.2.7, 130.176.0.1', '192.0.2.7'],
    ['is known if API Gateway added nothing', '10.0.0.1, 192.0.2.7', '192.0.2.7'],
    ['can be an IPv6 address', '2001:db8::1,130.176.0.1', '2001:db8::1'],
    ['is API Gateway’s caller if nothing was added', '', '130.176.0.1'],
  ])('%s', async (_, forwardedFor, address) => {
    expect(await addressOf(forwardedFor, '130.176.0.1')).toBe(address);
  });
});
