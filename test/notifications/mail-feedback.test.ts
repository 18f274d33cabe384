import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SNSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFeedback } from '../../functions/notifications/mail-feedback.ts';
import { noteUndelivered } from '../../functions/notifications/undelivered.ts';
import { anApplication } from '../builders.ts';
import { aRequest } from '../letters/sample.ts';
import { type Stage, setStage } from './stage.ts';

const sample = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../fixtures/ses', `${name}.json`), 'utf8');

/** A report in SES's own shape, as published through a configuration set with an SNS destination. */
const mail = (over: object = {}) => ({
  timestamp: '2014-04-22T14:00:00.000Z',
  source: 'Learning Partners <apply@example.org>',
  sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.org',
  sendingAccountId: '123456789012',
  messageId: '0100018f-aaaa',
  destination: ['dana.principal@example.org'],
  headersTruncated: false,
  headers: [{ name: 'From', value: 'apply@example.org' }],
  commonHeaders: { from: ['apply@example.org'], subject: 'Decision' },
  tags: {
    'ses:configuration-set': ['letters'],
    letter: ['f'.repeat(32)],
    kind: ['decision'],
    about: [Buffer.from('2014-13K113').toString('base64url')],
  },
  ...over,
});

const bounce = (over: object = {}) => ({
  eventType: 'Bounce',
  bounce: {
    feedbackId: '0100018f-bbbb',
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: 'dana.principal@example.org',
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1\n user unknown',
      },
    ],
    timestamp: '2014-04-22T14:00:03.120Z',
    reportingMTA: 'dsn; a8-70.smtp-out.amazonses.com',
    ...over,
  },
  mail: mail(),
});

const complaint = {
  eventType: 'Complaint',
  complaint: {
    complainedRecipients: [{ emailAddress: 'Dana <Dana.Principal@example.org>' }],
    timestamp: '2014-04-22T15:00:00.000Z',
    feedbackId: '0100018f-cccc',
    complaintSubType: null,
    userAgent: 'A mail service',
    complaintFeedbackType: 'abuse',
    arrivalDate: '2014-04-22T14:59:00.000Z',
  },
  mail: mail(),
};

const deliveryOf = (...messages: readonly (object | string)[]): SNSEvent => ({
  Records: messages.map((message) => ({
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    EventSubscriptionArn: 'arn:aws:sns:us-east-1:123456789012:feedback:1',
    Sns: {
      Type: 'Notification',
      MessageId: '1',
      TopicArn: 'arn:aws:sns:us-east-1:123456789012:feedback',
      Subject: 'Amazon SES Email Event Notification',
      Message: typeof message === 'string' ? message : JSON.stringify(message),
      Timestamp: '2014-04-22T14:00:04.000Z',
      SignatureVersion: '1',
      Signature: '',
      SigningCertUrl: '',
      UnsubscribeUrl: '',
      MessageAttributes: {},
    },
  })),
});

describe('a report from the mail service', () => {
  test('of a bounce has the letter, its recipient, and the reason', () => {
    expect(readFeedback(deliveryOf(bounce()))).toEqual([
      {
        letter: 'f'.repeat(32),
        kind: 'decision',
        about: '2014-13K113',
        to: 'dana.principal@example.org',
        reason: 'no-such-address',
        detail: 'smtp; 550 5.1.1 user unknown',
        at: '2014-04-22T14:00:03.120Z',
      },
    ]);
  });

  test.each([
    [{ bounceType: 'Transient', bounceSubType: 'MailboxFull' }, 'full-or-busy'],
    [{ bounceType: 'Transient', bounceSubType: 'General' }, 'full-or-busy'],
    [{ bounceType: 'Transient', bounceSubType: 'CustomTimeoutExceeded' }, 'full-or-busy'],
    [{ bounceType: 'Transient', bounceSubType: 'AddedLater' }, 'full-or-busy'],
    [{ bounceType: 'Undetermined', bounceSubType: 'Undetermined' }, 'unclear'],
    [{ bounceType: null, bounceSubType: null }, 'unclear'],
    [{ bounceType: 'Permanent', bounceSubType: 'Suppressed' }, 'blocked'],
    [{ bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' }, 'blocked'],
  ])('of a bounce %j means a letter that was %s', (facts, reason) => {
    expect(readFeedback(deliveryOf(bounce(facts)))).toMatchObject([{ reason }]);
  });

  test.each([
    ['AttachmentRejected', 'attachment'],
    ['ContentRejected', 'content'],
    ['MessageTooLarge', 'size'],
  ])('of a bounce %s names the rejected %s', (bounceSubType, rejected) => {
    const facts = { bounceType: 'Transient', bounceSubType };
    expect(readFeedback(deliveryOf(bounce(facts)))).toMatchObject([{ reason: 'unclear', rejected }]);
  });

  test('of a vacation reply is none, because the letter arrived', () => {
    expect(readFeedback(deliveryOf(sample('ses-out-of-office')))).toEqual([]);
  });

  test.each([
    'Automatische Antwort: Abwesenheitsnotiz',
    'Réponse automatique : absent du bureau',
    'Respuesta automática: Fuera de la oficina hasta el 12',
    '自动回复: 我正在休假',
    'Out of office until 9/14',
  ])('of a vacation reply is ignored: %s', (diagnosticCode) => {
    const bouncedRecipients = [{ emailAddress: 'a@example.org', diagnosticCode }];
    const facts = { bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients };
    expect(readFeedback(deliveryOf(bounce(facts)))).toEqual([]);
  });

  test.each([
    ['5.2.2', 'smtp; 552 5.2.2 mailbox size limit exceeded', { reason: 'full-or-busy' }],
    ['5.7.1', 'smtp; 550 5.7.1 message rejected by policy', { reason: 'unclear', rejected: 'content' }],
    ['5.0.0', 'smtp; 550-5.7.26 unauthenticated', { reason: 'unclear', rejected: 'content' }],
    ['5.1.1', 'smtp; 550 user unknown', { reason: 'no-such-address' }],
    ['5.1.10', '', { reason: 'no-such-address' }],
  ])('of a permanent bounce with the code %s and “%s” has its reason', (status, diagnosticCode, why) => {
    const bouncedRecipients = [{ emailAddress: 'a@example.org', action: 'failed', status, diagnosticCode }];
    const [{ reason, rejected } = {}] = readFeedback(deliveryOf(bounce({ bouncedRecipients })));
    expect({ reason, rejected }).toEqual({ rejected: undefined, ...why });
  });

  test('of a new type of bounce, or without its address, counts for the letter’s recipient', () => {
    const facts = { bounceType: 'AddedLater', bouncedRecipients: [{ emailAddress: '' }] };
    expect(readFeedback(deliveryOf(bounce(facts)))).toMatchObject([
      { to: 'dana.principal@example.org', reason: 'unclear' },
    ]);
  });

  test.each([
    { bounceType: 'Transient', bounceSubType: 'MailboxFull' },
    { bounceType: 'Undetermined', bounceSubType: 'Undetermined' },
    { bounceType: 'Permanent', bounceSubType: 'General' },
    { bouncedRecipients: [{ emailAddress: 'a@example.org', action: 'failed', status: '4.4.7' }] },
    { bouncedRecipients: [{ emailAddress: 'a@example.org', diagnosticCode: 'smtp; 451 try later' }] },
  ])('of a bounce %j counts, even if most of it looks like a vacation reply', (facts) => {
    const bouncedRecipients = [{ emailAddress: 'a@example.org' }];
    const like = { bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients };
    expect(readFeedback(deliveryOf(bounce({ ...like, ...facts })))).toMatchObject([{ to: 'a@example.org' }]);
  });

  test('of a vacation reply says nothing about the letter’s other recipients', () => {
    const bouncedRecipients = [
      { emailAddress: 'away@example.org' },
      { emailAddress: 'busy@example.org', diagnosticCode: 'smtp; 451 try later' },
    ];
    const facts = { bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients };
    expect(readFeedback(deliveryOf(bounce(facts))).map(({ to }) => to)).toEqual(['busy@example.org']);
  });

  test('of a rejected calendar file is no full mailbox', () => {
    expect(readFeedback(deliveryOf(sample('ses-attachment-rejected')))).toMatchObject([
      { rejected: 'attachment', detail: 'smtp; 552 5.7.0 attachment type not allowed' },
    ]);
  });

  test('may have null for every text that SES may leave out', () => {
    const bouncedRecipients = [
      { emailAddress: 'dana.principal@example.org', action: null, status: null, diagnosticCode: null },
    ];
    const { eventType, complaint: told } = complaint;
    const reports = [
      bounce({ bouncedRecipients }),
      {
        eventType,
        mail: mail(),
        complaint: { ...told, complaintFeedbackType: null, complaintSubType: null },
      },
      { eventType: 'Reject', mail: mail({ tags: null }), reject: { reason: null } },
      { ...bounce(), mail: mail({ tags: { letter: null } }) },
    ];
    expect(readFeedback(deliveryOf(...reports)).map(({ reason, detail }) => [reason, detail])).toEqual([
      ['no-such-address', ''],
      ['complaint', ''],
      ['refused', ''],
      ['no-such-address', 'smtp; 550 5.1.1 user unknown'],
    ]);
  });

  test.each([
    [{ complaintFeedbackType: 'not-spam' }, []],
    [{ complaintSubType: 'OnAccountSuppressionList', complaintFeedbackType: null }, ['blocked']],
    [{ complaintFeedbackType: 'virus' }, ['complaint']],
  ])('of a complaint %j means %j', (facts, reasons) => {
    const told = { ...complaint, complaint: { ...complaint.complaint, ...facts } };
    expect(readFeedback(deliveryOf(told)).map(({ reason }) => reason)).toEqual(reasons);
  });

  test('of a complaint may have a name with the address', () => {
    expect(readFeedback(deliveryOf(complaint))).toMatchObject([
      { to: 'dana.principal@example.org', reason: 'complaint', detail: 'abuse' },
    ]);
  });

  test('of a letter without tags still counts', () => {
    const untagged = { ...bounce(), mail: mail({ tags: {} }) };
    expect(readFeedback(deliveryOf(untagged))).toMatchObject([
      { letter: '0100018f-aaaa', kind: 'unknown', about: '' },
    ]);
  });

  test('about the topic itself is none', () => {
    const greeting = 'Successfully validated SNS topic for Amazon SES event publishing.';
    expect(readFeedback(deliveryOf(greeting))).toEqual([]);
  });

  test.each(['hello', '{}', '{"eventType":"Delivery","mail":{}}'])(
    'that is none is not passed over: %s',
    (text) => {
      expect(() => readFeedback(deliveryOf(text))).toThrow();
    },
  );
});

describe('an undelivered letter', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage('2014-04-22T14:00:04.000Z');
    await stage.commit(anApplication(), []);
  });
  afterAll(() => stage.stop());

  const note = async (...messages: readonly object[]) => {
    for (const feedback of readFeedback(deliveryOf(...messages)))
      await noteUndelivered(stage.parts, feedback);
    return stage.store.undelivered();
  };

  test('is listed for staff once, with its school, however often it is reported', async () => {
    expect(await note(bounce(), bounce())).toEqual([
      {
        version: 1,
        id: `${'f'.repeat(32)}-no-such-address`,
        cycleId: '2014',
        kind: 'decision',
        to: 'dana.principal@example.org',
        school: { name: 'M.S. 113 Ronald Edmonds Learning Center', reference: '2014-13K113' },
        reason: 'no-such-address',
        detail: 'smtp; 550 5.1.1 user unknown',
        at: '2014-04-22T14:00:03.120Z',
        state: 'open',
      },
    ]);
  });

  test('with a rejected attachment is listed as one', async () => {
    const letters = await note(JSON.parse(sample('ses-attachment-rejected')));
    expect(letters.find(({ to }) => to === 'a@example.org')?.rejected).toBe('attachment');
  });

  test('about a partnership is matched to a school by its address', async () => {
    const about = [Buffer.from('2014-PARTNERSHIP-H1-13K113').toString('base64url')];
    const letters = await note({
      ...complaint,
      mail: mail({ tags: { letter: ['a'], kind: ['partnership'], about } }),
    });
    expect(letters.find(({ reason }) => reason === 'complaint')?.school?.reference).toBe('2014-13K113');
  });

  test('to a person who only asked to apply belongs to no school', async () => {
    await stage.commitRequest({ ...aRequest(), version: 0 }, []);
    const about = [Buffer.from('r1').toString('base64url')];
    const letters = await note({
      ...bounce(),
      mail: mail({ tags: { letter: ['b'], kind: ['link-to-start'], about } }),
    });
    expect(letters.find(({ kind }) => kind === 'link-to-start')).toMatchObject({
      cycleId: '2014',
      state: 'open',
    });
    expect(letters.find(({ kind }) => kind === 'link-to-start')?.school).toBeUndefined();
  });

  test('names no one in the log', () => {
    expect(JSON.stringify(stage.logged)).not.toMatch(/@|Dana|M\.S\./);
  });
});
