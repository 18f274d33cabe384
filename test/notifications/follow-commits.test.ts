import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftMailing, sendMailing } from '#domain/admission/mailing.ts';
import { readToken } from '#links/token.ts';
import { keyOf } from '#store/keys.ts';
import { followCommits } from '../../functions/notifications/follow-commits.ts';
import { retryWaitingLetters } from '../../functions/notifications/post-letter.ts';
import { aDecidedApplication, anApplication, aSchool } from '../builders.ts';
import { aRequest } from '../letters/sample.ts';
import { aReviewerNamed, batchOf, keys, type Stage, setStage } from './stage.ts';

const now = '2014-04-16T15:00:00.000Z';
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(now);
});
afterEach(() => stage.stop());

const submitted = { type: 'application-submitted' } as const;
const decided = { type: 'application-decided' } as const;
const schools = (...ids: readonly string[]) => ids.map((id) => anApplication({ school: aSchool({ id }) }));
const failures = async (batch: Parameters<typeof followCommits>[1]) =>
  (await followCommits(stage.parts, batch)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
const subjects = async () => (await stage.mails()).map(({ subject }) => subject);

describe('a mailing', () => {
  const contacts = ['a', 'b', 'c'].map((name) => ({
    ...{ schoolId: '13K113', schoolName: 'Ivy School', name: '', email: `${name}@example.org` },
  }));
  const sentMailing = async (batch: string) => {
    const created = { createdBy: 'Ruth', createdAt: now, said: '' };
    const about = { cycleId: '2014', batch, kind: 'invitation' as const, message: '' };
    const [draft] = draftMailing({ ...about, ...created, contacts });
    if (!draft) throw new Error('It has one part');
    await stage.store.commitMailing(
      sendMailing(draft, contacts, { email: 'ruth@example.org', name: 'Ruth' }, now),
    );
    return stage.record(keyOf.mailing('2014', batch, 0));
  };

  test('waits in line and goes out once to each address, however often it is repeated or sent', async () => {
    const batch = batchOf(await sentMailing('one'), await sentMailing('two'));
    for (let delivery = 0; delivery < 3; delivery++) expect(await failures(batch)).toEqual([]);
    expect(await subjects()).toEqual([]);
    expect(stage.scheduler.schedules()).not.toEqual([]);
    await stage.parts.pause(60_000);
    for (let call = 0; call < 2; call++) await retryWaitingLetters(stage.parts);
    const mails = await stage.mails();
    expect(mails.map(({ to }) => [to].flat()[0]?.text).sort()).toEqual(contacts.map(({ email }) => email));
    expect(mails[0]?.headers.get('list')).toMatchObject({
      unsubscribe: { url: expect.stringContaining('https://apply.example.org/opt-out/') },
    });
    expect(stage.ses.sent[0]?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });
});

describe('letters', () => {
  test('go out once each, however often the stream repeats a batch', async () => {
    const batch = batchOf(
      await stage.commitRequest(aRequest({ version: 0 }), [{ type: 'link-requested', reply: 'start' }]),
      await stage.commit(anApplication(), [submitted]),
      await stage.commit(aDecidedApplication({ version: 1 }), [decided]),
    );
    for (let delivery = 0; delivery < 5; delivery++) expect(await failures(batch)).toEqual([]);
    expect(await subjects()).toEqual([
      'Your link to apply for M.S. 113 Ronald Edmonds Learning Center',
      'We received M.S. 113 Ronald Edmonds Learning Center’s application',
      'Accepted: M.S. 113 Ronald Edmonds Learning Center will be a host school',
    ]);
  });

  test('go out once each, even if the same batch is delivered five times at once', async () => {
    const batch = batchOf(await stage.commit(anApplication(), [submitted]));
    const frozen = { ...stage.parts, pause: () => new Promise((done) => setImmediate(done)) };
    await Promise.all(Array.from({ length: 5 }, () => followCommits(frozen, batch)));
    expect(await failures(batch)).toEqual([]);
    expect(await subjects()).toHaveLength(1);
  });

  test('have a link to their subject', async () => {
    await failures(
      batchOf(
        await stage.commitRequest(aRequest({ version: 0 }), [{ type: 'link-requested', reply: 'start' }]),
        await stage.commit(anApplication(), [submitted]),
      ),
    );
    const tokens = (await stage.mails()).map(({ text }) => /\/links\/(\S+)/.exec(text ?? '')?.[1] ?? '');
    expect(readToken(keys, tokens[0] ?? '', 'start', now)).toEqual({ subject: 'r1' });
    expect(readToken(keys, tokens[1] ?? '', 'application', now)).toEqual({ subject: '2014-13K113' });
  });

  test('with an unclear outcome go out exactly once more, and the log tells', async () => {
    const batch = batchOf(await stage.commit(anApplication(), [submitted]));
    stage.ses.answerWith(() => 'send-without-answer');
    expect(await failures(batch)).toEqual([]);
    stage.ses.answerWith(() => 'send');
    for (let delivery = 0; delivery < 4; delivery++) {
      await stage.parts.pause(90_000);
      expect(await failures(batch)).toEqual([]);
    }
    const mails = await stage.mails();
    expect(mails).toHaveLength(2);
    expect(mails[1]?.messageId).toBe(mails[0]?.messageId);
    expect(stage.logged.filter(({ what }) => what === 'letter may go out twice')).toHaveLength(1);
  });

  test('wait if SES throttles them', async () => {
    const batch = batchOf(await stage.commit(anApplication(), [submitted]));
    let refusals = 2;
    stage.ses.answerWith(() => (refusals-- > 0 ? { status: 400, code: 'Throttling' } : 'send'));
    expect(await failures(batch)).toEqual([]);
    expect(await subjects()).toHaveLength(1);
  });
});

describe('a commit that can’t be followed', () => {
  test('is reported with later commits of the same school and holds up no other school', async () => {
    const [bronx, queens] = schools('07X223', '24Q005');
    if (!bronx || !queens) throw new Error('Two schools are needed');
    const first = await stage.commit(bronx, [submitted]);
    const unknown = JSON.parse(
      JSON.stringify(first).replaceAll('application-submitted', 'application-eaten'),
    );
    const second = await stage.commit(aDecidedApplication({ school: bronx.school, version: 1 }), [decided]);
    const other = await stage.commit(queens, [submitted]);
    expect(await failures(batchOf(unknown, second, other))).toEqual([
      first.dynamodb?.SequenceNumber,
      second.dynamodb?.SequenceNumber,
    ]);
    expect(await subjects()).toEqual(['We received M.S. 113 Ronald Edmonds Learning Center’s application']);
  });

  test('because it is damaged is reported, and reaches the failure queue', async () => {
    const record = await stage.commit(anApplication(), [submitted]);
    const damaged = { ...record, dynamodb: { ...record.dynamodb, NewImage: { type: { S: 'application' } } } };
    const withoutImage = { ...record, dynamodb: { SequenceNumber: '9' } };
    expect(await failures(batchOf(damaged))).toEqual([record.dynamodb?.SequenceNumber]);
    expect(await failures(batchOf(withoutImage))).toEqual(['9']);
    expect(await subjects()).toEqual([]);
  });

  test('because its event is unknown is reported too', async () => {
    const record = await stage.commit(anApplication(), [submitted]);
    const unknown = JSON.parse(
      JSON.stringify(record).replaceAll('application-submitted', 'application-eaten'),
    );
    expect(await failures(batchOf(unknown))).toHaveLength(1);
  });
});

test('expired records cause no letter', async () => {
  expect(await failures(batchOf({ eventName: 'REMOVE', dynamodb: { SequenceNumber: '1' } }))).toEqual([]);
});

test('events more than a year old cause no letter, even if a table is restored', async () => {
  const at = '2012-04-14T14:00:00.000Z';
  const history = [{ at, by: 'Dana Principal', what: 'application-submitted' }] as const;
  expect(await failures(batchOf(await stage.commit(anApplication({ history }), [submitted])))).toEqual([]);
  expect(stage.ses.sent).toEqual([]);
  expect(stage.logged).toEqual([{ what: 'commit is too old to be told of', of: 'application' }]);
});

test('the log has only IDs: no addresses, names, schools, or people’s own words', async () => {
  const secret = {
    school: aSchool({ name: 'Secret School' }),
    applicant: { name: 'Secret Name', position: 'Secret Position', email: 'secret@example.org' },
  };
  await stage.enrol([aReviewerNamed('secret.reviewer')]);
  await failures(batchOf(await stage.commit(anApplication(secret), [submitted])));
  stage.ses.answerWith(() => ({ status: 400, code: 'MessageRejected' }));
  await failures(batchOf(await stage.commit(aDecidedApplication({ ...secret, version: 2 }), [decided])));
  expect(stage.logged.map(({ what }) => what)).toEqual([
    'letter sent',
    'reviewers assigned',
    'happened',
    'letter waits',
    'happened',
  ]);
  expect(JSON.stringify(stage.logged)).not.toMatch(/secret|@/i);
});

describe('reviewers', () => {
  const readersOf = async (reference: string) => {
    const application = await stage.store.application(reference);
    return application && 'reviewers' in application ? application.reviewers : [];
  };

  test('are assigned to each submitted application, evenly and without conflict, however often it is delivered', async () => {
    const ben = 'ben@example.org';
    await stage.enrol(
      ['ana', 'ben', 'cai', 'dev'].map((name) => aReviewerNamed(name)),
      [{ email: ben, schoolId: '07X223', by: ben }],
    );
    const applications = schools('07X223', '13K113', '24Q005', '31R007');
    const records = [];
    for (const application of applications) records.push(await stage.commit(application, [submitted]));
    for (let delivery = 0; delivery < 3; delivery++) expect(await failures(batchOf(...records))).toEqual([]);
    const given = await Promise.all(applications.map(({ reference }) => readersOf(reference)));
    const loads = Map.groupBy(given.flat(), (email) => email);
    expect([...loads].map(([email, all]) => [email, all.length]).sort()).toEqual([
      ['ana@example.org', 2],
      ['ben@example.org', 2],
      ['cai@example.org', 2],
      ['dev@example.org', 2],
    ]);
    expect(given[0]).not.toContain(ben);
  });

  test('who recuse themselves are replaced', async () => {
    await stage.enrol([aReviewerNamed('ana'), aReviewerNamed('ben'), aReviewerNamed('cai')]);
    const application = anApplication({ reviewers: ['ben@example.org'], recused: ['ana@example.org'] });
    const record = await stage.commit(application, [
      { type: 'reviewer-recused', reviewer: 'ana@example.org' },
    ]);
    expect(await failures(batchOf(record))).toEqual([]);
    expect(await readersOf('2014-13K113')).toEqual(['ben@example.org', 'cai@example.org']);
  });

  test('who join later are assigned to applications that lack reviewers', async () => {
    expect(await failures(batchOf(await stage.commit(anApplication(), [submitted])))).toEqual([]);
    expect(await readersOf('2014-13K113')).toEqual([]);
    const joined = await stage.enrol([aReviewerNamed('ana'), aReviewerNamed('ben')]);
    expect(await failures(batchOf(joined, joined))).toEqual([]);
    expect(await readersOf('2014-13K113')).toEqual(['ana@example.org', 'ben@example.org']);
  });

  test('are assigned by the current state, not by the state at the event', async () => {
    await stage.enrol([aReviewerNamed('ana'), aReviewerNamed('ben')]);
    const record = await stage.commit(anApplication(), [submitted]);
    await stage.commit(aDecidedApplication({ version: 1 }), []);
    expect(await failures(batchOf(record))).toEqual([]);
    expect(await stage.store.application('2014-13K113')).toEqual(aDecidedApplication({ version: 2 }));
  });
});
