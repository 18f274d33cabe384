import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FunctionName, functionNames } from '../../infra/entries.ts';
import { firstEvents, invokeOnce } from './fresh-process.ts';
import { openSurroundings, type Surroundings } from './surroundings.ts';

const built = (name: FunctionName) =>
  path.resolve(import.meta.dirname, '../../dist/functions', name, 'index.mjs');

describe('the first invocation of a function', () => {
  let surroundings: Surroundings;
  beforeAll(async () => {
    surroundings = await openSurroundings(new Date().toISOString());
  });
  afterAll(() => surroundings.stop());

  const invoke = (name: FunctionName) =>
    invokeOnce(built(name), firstEvents(surroundings)[name], surroundings.environment);

  test.each(functionNames.filter((name) => name !== 'sign-in'))('%s never loads undici', async (name) => {
    const { undici, statusCode } = await invoke(name);
    expect(undici).toEqual([]);
    const answersPeople = name !== 'solver' && !name.startsWith('notifications/');
    expect(statusCode).toBe(answersPeople ? 200 : undefined);
  });

  test('sign-in loads it, because it asks the provider over fetch', async () => {
    const { undici, statusCode } = await invoke('sign-in');
    expect(undici).not.toEqual([]);
    expect(statusCode).toBe(303);
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
    'solver',
    'notifications/from-stream',
    'notifications/from-night',
    'notifications/from-schedule',
  ];

  // The page renderer takes 10 of them, the DynamoDB client 85.
  const rendererBytes = 10_000;
  test.each([
    ['applications', 230_000],
    ['reviews', 235_000 + rendererBytes],
    ['site', 25_000 + rendererBytes],
  ] as const)('%s stays below %i bytes', (name, most) => {
    expect(readFileSync(built(name)).length).toBeLessThan(most);
  });

  test.each(withClient)('%s looks for settings and credentials in the environment alone', (name) => {
    expect(readFileSync(built(name), 'utf8')).not.toMatch(
      /AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE|\/sso\/cache/,
    );
  });

  test.each(['applications', 'reviews', 'pairings'] as const)(
    '%s shows letters without what writes their calendars',
    (name) => {
      expect(readFileSync(built(name), 'utf8')).not.toMatch(/VCALENDAR|vcalendar/);
    },
  );

  test.each(['site', 'sign-in'] as const)('%s carries no AWS client', (name) => {
    expect(readFileSync(built(name), 'utf8')).not.toMatch(/amazonaws\.com/);
  });
});
