import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDecidedApplication, anApplication, aSchool } from '../builders.ts';
import { type Console, ruth, startConsole } from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
});
afterAll(() => staffed.stop());

const historyOf = async (reference: string): Promise<string> => {
  const { text } = await staffed.open(ruth, 'staffApplication', { reference });
  return /<section class="lp-scroll" aria-label="History".*?<\/section>/s.exec(text)?.[0] ?? '';
};

test('a list shows status and days below the name too, for screens that hide those columns', async () => {
  const inquiries = [{ question: 'Who?', askedBy: 'Ruth', askedAt: '2014-04-20T14:00:00.000Z' }];
  await staffed.put(anApplication({ school: aSchool({ id: 'A1' }), inquiries }));
  const { text } = await staffed.open(ruth, 'applicationList');
  const brief = /<span class="lp-only-narrow.*?<\/th>/s.exec(text)?.[0];
  expect(brief).toContain('Waiting for the school');
  expect(brief).toContain('10 days');
  expect(text.match(/<t[hd][^>]*lp-only-wide/g)).toHaveLength(4);
});

test('a history without notes has no column for them', async () => {
  const started = { at: '2014-04-10T14:00:00.000Z', by: 'Dana', what: 'application-started' } as const;
  await staffed.put(anApplication({ school: aSchool({ id: 'B1' }), history: [started] }));
  expect(await historyOf('2014-B1')).toContain('Application started');
  expect(await historyOf('2014-B1')).not.toContain('Note');
});

test('the history says why a reviewer was removed, as this release and older ones stored it', async () => {
  const removed = { at: '2014-04-10T14:00:00.000Z', by: 'Ruth', what: 'reviewers-assigned' } as const;
  const history = [
    { ...removed, whom: 'Lena', because: 'no-reviewer' },
    { ...removed, whom: 'Daniel', note: 'Conflict of interest' },
  ] as const;
  await staffed.put(anApplication({ school: aSchool({ id: 'B2' }), history }));
  expect(await historyOf('2014-B2')).toMatch(
    /reviewing: Daniel<.*>Conflict of interest<.*reviewing: Lena<.*>No longer a reviewer</s,
  );
});

test('the history shows the outcome and reason of the current decision', async () => {
  const first = {
    at: '2014-04-18T14:00:00.000Z',
    by: 'Ruth',
    what: 'application-decided',
    note: 'Waitlisted',
  } as const;
  const last = { ...first, at: '2014-04-22T14:00:00.000Z', note: 'Accepted' } as const;
  await staffed.put(aDecidedApplication({ school: aSchool({ id: 'C1' }), history: [first, last] }));
  const history = await historyOf('2014-C1');
  expect(history).toContain('Accepted: Your teams have much to share.');
  expect(history).toMatch(/>Waitlisted</);
});
