import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDecidedApplication, anApplication, aSchool } from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';
import { amara, type Console, mei, omar, ruth, startConsole } from '../reviews/console.ts';

let desk: Console;
beforeAll(async () => {
  desk = await startConsole(() => import('../../functions/records/handler.ts'));
  await desk.put(anApplication());
  await desk.put(aDecidedApplication({ school: aSchool({ id: '07X223' }) }));
  await desk.store.commitPartnership({ after: { ...aPartnership(), version: 0 }, events: [] });
});
afterAll(() => desk.stop());

test('a director sees the files and the counts of their contents', async () => {
  expect(await desk.read(ruth, 'exportPage')).toEqual({
    status: 200,
    data: {
      cycle: '2014',
      applications: 2,
      partnerships: 1,
      files: [
        ...['2014.xlsx', '2014.json', '2014-applications.csv'],
        ...['2014-answers.csv', '2014-questions.csv', '2014-reviews.csv'],
        ...['2014-decisions.csv', '2014-partnerships.csv', '2014-visits.csv', '2014-reflections.csv'],
      ],
    },
  });
  const { text } = await desk.open(ruth, 'exportPage');
  expect(text).toContain('href="/console/export/2014.xlsx"');
});

test('a download has the file’s name', async () => {
  const { status, headers, text } = await desk.open(ruth, 'exportFile', { file: '2014-decisions.csv' });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="2014-decisions.csv"',
    'cache-control': 'no-store',
  });
  expect(text).toContain('2014-07X223');
});

test('files leave out applications the director must not see, and the page says so', async () => {
  await desk.declare(omar, '13K113');
  const { text } = await desk.open(omar, 'exportFile', { file: '2014-applications.csv' });
  expect(text).toContain('2014-07X223');
  expect(text).not.toContain('13K113');
  expect((await desk.open(omar, 'exportPage')).text).toContain('Your files don’t include applications');
});

test.each(['2013.xlsx', '2014-applications.xlsx', '', '../2014.json'])('%j is not found', async (file) => {
  expect((await desk.read(ruth, 'exportFile', { file })).status).toBe(404);
});

test.each(['exportPage', 'exportFile'] as const)('%s is for directors only', async (route) => {
  const file = { file: '2014.json' };
  for (const staff of [amara, mei]) expect((await desk.read(staff, route, file)).status).toBe(403);
  expect((await desk.read(undefined, route, file)).status).toBe(401);
});
