import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Letter } from '#letters/letter.ts';
import { subjectLine } from '#letters/letter.ts';
import { renderHtml } from '#letters/render-html.ts';
import { renderText } from '#letters/render-text.ts';
import { messageOf, openMail } from '#mail/ses.ts';
import { everyLetter } from '../letters/sample.ts';
import { type Ses, startSes } from './ses.ts';

const sender = 'Learning Partners <apply@example.org>';
const sample = everyLetter();
const receipt = sample.find(({ kind }) => kind === 'receipt') ?? fail('no receipt');
const aLetter = (over: Partial<Letter> = {}): Letter => ({ ...receipt, ...over });
const read = async (letter: Letter) => simpleParser(Buffer.from((await messageOf(letter, sender)).raw));
const header = (value: unknown) => String(value);

function fail(why: string): never {
  throw new Error(why);
}

describe('a letter as mail', () => {
  test('arrives as it was written: subject, recipient, text, and HTML', async () => {
    for (const letter of sample) {
      const mail = await read(letter);
      expect({
        subject: mail.subject,
        to: [mail.to].flat().map((to) => to?.text),
        from: mail.from?.text,
        replyTo: mail.replyTo?.text,
        text: mail.text,
        html: mail.html,
        attachments: mail.attachments,
      }).toEqual({
        subject: letter.subject,
        to: [letter.to],
        from: '"Learning Partners" <apply@example.org>',
        replyTo: letter.contactEmail,
        text: renderText(letter),
        html: renderHtml(letter),
        attachments: [],
      });
    }
  });

  test('asks for no automatic replies', async () => {
    const { headers } = await read(aLetter());
    expect(header(headers.get('auto-submitted'))).toBe('auto-generated');
    expect(header(headers.get('x-auto-response-suppress'))).toBe('All');
  });

  test('always has the same Message-ID, without its recipient', async () => {
    const ids = [(await read(aLetter())).messageId, (await read(aLetter({ subject: 'Other' }))).messageId];
    expect(ids[0]).toMatch(/^<[0-9a-f]{32}@example\.org>$/);
    expect(ids[1]).toBe(ids[0]);
    expect((await read(aLetter({ key: 'another' }))).messageId).not.toBe(ids[0]);
  });

  const hostile = fc.string({
    unit: fc.constantFrom(
      '\r',
      '\n',
      '\r\nBcc: everybody@example.org\r\n',
      'مدرسة',
      '\u202e',
      '🎓',
      '=?utf-8?q?x?=',
      'a',
      ' ',
      '"',
      ',',
      '\0',
    ),
    maxLength: 200,
  });

  test('gets no header and no recipient from a person’s text', async () => {
    const usual = [...(await read(aLetter())).headers.keys()];
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const subject = subjectLine(`School ${text}`);
        const letter = aLetter({ subject, body: [{ kind: 'quotation', text }] });
        const mail = await read(letter);
        expect([...mail.headers.keys()]).toEqual(usual);
        expect([mail.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual([
          letter.to,
        ]);
        expect(mail.subject).toBe(subject);
      }),
      { numRuns: 50 },
    );
  });

  test('keeps ten thousand characters, right-to-left text, and emoji', async () => {
    const text = `مدرسة 🎓 ${'x'.repeat(10_000)} end`;
    const mail = await read(aLetter({ body: [{ kind: 'quotation', text }] }));
    expect(mail.text).toContain(`> ${text}`);
    expect(mail.html).toContain(text);
    expect(mail.headers.size).toBe((await read(aLetter())).headers.size);
  });

  test.each([
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'nobody',
    '',
    'a b@example.org',
    `${'a'.repeat(65)}@example.org`,
  ])('is made only for one plain address (%j)', async (to) => {
    await expect(messageOf(aLetter({ to }), sender)).rejects.toThrow('An email needs one plain address');
  });

  test.each(['<a@example.org>', 'Dana <a@example.org>'])('goes to the plain address in %j', async (to) => {
    expect((await messageOf(aLetter({ to }), sender)).to).toBe('a@example.org');
  });

  test('goes to an address with a name in another script', async () => {
    expect((await messageOf(aLetter({ to: 'dana@schüle.example' }), sender)).to).toBe(
      'dana@xn--schle-mva.example',
    );
  });
});

describe('sending', () => {
  let ses: Ses;
  beforeAll(async () => {
    ses = await startSes();
  });
  beforeEach(() => ses.answerWith(() => 'send'));
  afterAll(() => ses.stop());
  const send = (letter: Letter) =>
    openMail({ sender, configurationSet: 'letters' }, ses.client()).send(letter);

  test('has the sender, recipient, and configuration set outside the message', async () => {
    const before = ses.sent.length;
    expect(await send(aLetter())).toEqual({ sent: `message-${before + 1}` });
    expect(ses.sent.slice(before)).toMatchObject([
      {
        source: 'apply@example.org',
        destinations: ['dana.principal@example.org'],
        configurationSet: 'letters',
      },
    ]);
    expect((await simpleParser(ses.sent.at(-1)?.raw ?? '')).subject).toBe(receipt.subject);
  });

  test('that SES rejects is reported as unsent and not retried', async () => {
    let requests = 0;
    ses.answerWith(() => {
      requests += 1;
      return { status: 400, code: 'Throttling' };
    });
    expect(await send(aLetter())).toEqual({ unsent: 'Throttling' });
    expect(requests).toBe(1);
  });

  test.each([
    [{ status: 400, code: 'Throttling', message: 'Daily message quota exceeded.' }, { unsent: 'DailyQuota' }],
    [{ status: 400, code: 'AccountSendingPausedException' }, { unsent: 'AccountSendingPausedException' }],
    [{ status: 400, code: 'MessageRejected' }, { unsent: 'MessageRejected' }],
    [{ status: 403, code: 'AccessDenied' }, { unsent: 'AccessDenied' }],
    [{ status: 400, code: 'InvalidParameterValue' }, { refused: 'InvalidParameterValue' }],
  ])('that SES answers with %j may be retried, or never', async (turn, posted) => {
    ses.answerWith(() => turn);
    expect(await send(aLetter())).toEqual(posted);
  });

  test('without an answer is unclear, because the letter may have gone out, and is not retried', async () => {
    const before = ses.sent.length;
    ses.answerWith(() => 'send-without-answer');
    expect(await send(aLetter())).toEqual({ unclear: expect.any(String) });
    ses.answerWith(() => ({ status: 500, code: 'InternalFailure' }));
    expect(await send(aLetter())).toEqual({ unclear: 'InternalFailure' });
    expect(ses.sent.length).toBe(before + 1);
  });

  test('without a connection is reported as unsent', async () => {
    const gone = await startSes();
    await gone.stop();
    const mail = openMail({ sender, configurationSet: 'letters' }, gone.client());
    expect(await mail.send(aLetter())).toEqual({ unsent: 'ECONNREFUSED' });
  });
});
