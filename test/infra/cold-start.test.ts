import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FunctionName, functionNames } from '../../infra/entries.ts';
import { firstEvents, getEvent, invokeOnce } from './fresh-process.ts';
import { openSurroundings, type Surroundings } from './surroundings.ts';

const built = (name: FunctionName) =>
  path.resolve(import.meta.dirname, '../../dist/functions', name, 'index.mjs');

/** All code that is deployed as this function. */
function codeOf(name: FunctionName): string {
  const folder = path.dirname(built(name));
  const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
  return files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
}

/** The code of a function's entry file with its imports. */
function codeLoadedFirst(name: FunctionName): string {
  const files = new Set([built(name)]);
  let all = '';
  for (const file of files) {
    const code = readFileSync(file, 'utf8');
    all += code;
    for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.mjs)"/g))
      files.add(path.join(path.dirname(file), imported));
  }
  return all;
}

describe('the first invocation of a function', () => {
  let surroundings: Surroundings;
  beforeAll(async () => {
    surroundings = await openSurroundings(new Date().toISOString());
  });
  afterAll(() => surroundings.stop());

  const invoke = (name: FunctionName) =>
    invokeOnce(built(name), firstEvents(surroundings)[name], surroundings.environment);

  test.each(functionNames)('%s never loads undici', async (name) => {
    const { undici, statusCode } = await invoke(name);
    expect(undici).toEqual([]);
    const answersPeople = name !== 'solver' && !name.startsWith('notifications/');
    expect(statusCode).toBe(name === 'sign-in' ? 303 : answersPeople ? 200 : undefined);
  });
});

describe('a part of a function', () => {
  test('is loaded with the first request for one of its pages', async () => {
    const surroundings = await openSurroundings(new Date().toISOString());
    const { staffCookie, applicantCookie, environment, reference } = surroundings;
    const visit = {
      ...getEvent('/applications/{reference}/visits/{visit}', [applicantCookie]),
      pathParameters: { reference, visit: '1' },
    };
    const feed = { ...getEvent('/calendars/{token}'), pathParameters: { token: 'forged' } };
    for (const event of [visit, feed]) {
      const { statusCode, undici } = await invokeOnce(built('schools'), event, environment);
      expect([event.routeKey, statusCode, undici]).toEqual([event.routeKey, 404, []]);
    }
    for (const [name, page] of [
      ['applications', '/apply'],
      ['reviews', '/console'],
      ['reviews', '/console/reviewers'],
      ['pairings', '/console/pairing'],
      ['visits', '/console/visits/plan'],
      ['visits', '/console/visits/calendar'],
      ['records', '/console/letters'],
    ] as const) {
      const { statusCode, undici } = await invokeOnce(
        built(name),
        getEvent(page, [staffCookie]),
        environment,
      );
      expect([page, statusCode, undici]).toEqual([page, 200, []]);
    }
    await surroundings.stop();
  });
});

describe('a bundle', () => {
  const withClient: readonly FunctionName[] = [
    'applications',
    'schools',
    'reviews',
    'pairings',
    'visits',
    'records',
    'threads',
    'solver',
    'notifications/from-stream',
    'notifications/from-night',
    'notifications/from-schedule',
  ];

  // The page renderer with its contexts takes 11.4 kB, the table of addresses 8, the DynamoDB client 71.
  const rendererBytes = 11_400;
  test.each([
    ['applications', 230_000],
    ['reviews', 230_000],
    ['pairings', 230_000],
    ['visits', 230_000],
    ['schools', 230_000],
    ['records', 230_000],
    ['threads', 230_000],
    ['site', 31_500 + rendererBytes],
  ] as const)('%s loads less than %i bytes for its first response', (name, most) => {
    expect(Buffer.byteLength(codeLoadedFirst(name))).toBeLessThan(most);
  });

  test.each(withClient)('%s looks for settings and credentials in the environment alone', (name) => {
    expect(codeOf(name)).not.toMatch(/AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE|\/sso\/cache/);
  });

  test.each(['applications', 'reviews', 'pairings'] as const)(
    '%s shows letters without what writes their calendars',
    (name) => {
      expect(codeOf(name)).not.toMatch(/VCALENDAR|vcalendar/);
    },
  );

  test('site carries no AWS client', () => expect(codeOf('site')).not.toMatch(/amazonaws\.com/));

  test('sign-in loads no AWS client before someone has signed in', () =>
    expect(codeLoadedFirst('sign-in')).not.toMatch(/amazonaws\.com/));
});
