import { afterAll, beforeAll, expect, test } from 'vitest';
import { followCommits } from '../../functions/notifications/follow-commits.ts';
import { aDecidedApplication, aSchool } from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';
import { batchOf, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage('2014-09-01T14:00:00.000Z');
});
afterAll(() => stage.stop());

test('a corrected contact gets one letter with a link, and the partnership’s letters go there too', async () => {
  await stage.store.commitPartnership({ after: { ...aPartnership(), version: 0 }, events: [] });
  const contact = { name: 'New Principal', position: 'Principal', email: 'new@example.org' };
  const history = [
    { at: '2014-09-01T14:00:00.000Z', by: 'Ruth Lindqvist', what: 'contact-corrected' },
  ] as const;
  const corrected = aDecidedApplication({ school: aSchool({ id: 'P1' }), applicant: contact, history });
  const record = await stage.commit(corrected, [{ type: 'contact-corrected' }]);
  for (const _ of ['once', 'again'])
    expect(await followCommits(stage.parts, batchOf(record))).toEqual({ batchItemFailures: [] });
  const partnership = await stage.store.partnership('2014', 'H1');
  expect(partnership).toMatchObject({ version: 2, history });
  expect(partnership?.partners.map((one) => one.contact.email)).toEqual([
    'new@example.org',
    'p2@example.org',
  ]);
  const mails = await stage.mails();
  expect(mails.map(({ subject }) => subject)).toEqual([
    'You’re now the contact for M.S. 113 Ronald Edmonds Learning Center',
  ]);
  expect(stage.ses.sent.map(({ destinations }) => destinations)).toEqual([['new@example.org']]);
});
