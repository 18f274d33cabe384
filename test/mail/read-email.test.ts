import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEmail, whyNotAPerson } from '#mail/read-email.ts';

const ours = ['learning-partners@example.org', 'questions@mail.example.org'];

const raw = (headers: readonly string[], body = 'Hello') => Buffer.from([...headers, '', body].join('\r\n'));

const fromRosa = [
  'From: Rosa Delgado <Rosa.Delgado@Example.ORG>',
  'Subject: Substitutes',
  'Message-ID: <a@b.example>',
];

describe('an email', () => {
  test('is read as plain text with its sender, references, and the names of its files', async () => {
    const email = await readEmail(
      raw(
        [
          ...fromRosa,
          'In-Reply-To: <x@y.example>',
          'References: <w@y.example> <x@y.example>',
          'MIME-Version: 1.0',
          'Content-Type: multipart/mixed; boundary=part',
        ],
        [
          '--part',
          'Content-Type: text/plain; charset=utf-8',
          'Content-Transfer-Encoding: quoted-printable',
          '',
          'Who pays for caf=C3=A9 visits?',
          '--part',
          'Content-Type: application/pdf; name="plan.pdf"',
          'Content-Disposition: attachment; filename="plan.pdf"',
          'Content-Transfer-Encoding: base64',
          '',
          Buffer.from('not a pdf').toString('base64'),
          '--part--',
          '',
        ].join('\r\n'),
      ),
    );
    expect(email).toMatchObject({
      from: { name: 'Rosa Delgado', email: 'rosa.delgado@example.org' },
      subject: 'Substitutes',
      text: 'Who pays for café visits?',
      messageId: '<a@b.example>',
      attachments: [{ name: 'plan.pdf', bytes: 9 }],
    });
    expect(email.references).toEqual(expect.arrayContaining(['<w@y.example>', '<x@y.example>']));
    expect(whyNotAPerson(email, ours)).toBeUndefined();
  });

  test('of HTML alone becomes text, without scripts or tags', async () => {
    const html =
      '<style>p{}</style><p>Who <b>pays</b>?</p><script>alert(1)</script><img src="https://x.example/1.gif">';
    const { text } = await readEmail(raw([...fromRosa, 'Content-Type: text/html; charset=utf-8'], html));
    expect(text).toContain('Who pays?');
    expect(text).not.toMatch(/<|alert|p\{/);
  });

  test('is cut to what a question may have', async () => {
    const { text, subject } = await readEmail(
      raw(['From: a@b.example', `Subject: ${'long '.repeat(200)}`], 'word '.repeat(5000)),
    );
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(subject.length).toBeLessThanOrEqual(200);
  });

  test('can put no line break into a subject, a name, or a reference', async () => {
    const email = await readEmail(
      raw([
        'From: =?utf-8?Q?Rosa=0D=0ABcc:_x@y.example?= <rosa@example.org>',
        'Subject: =?utf-8?Q?Hi=0D=0ABcc:_x@y.example?=',
        'References: <ok@y.example> no-brackets <two words@y.example>',
      ]),
    );
    expect(`${email.subject}${email.from?.name}${email.references.join()}`).not.toMatch(/[\r\n]/);
    expect(email.references).toContain('<ok@y.example>');
    for (const reference of email.references) expect(reference).toMatch(/^<[^<>\s]+>$/);
  });

  test('that is damaged in any way is still read, or is from no one', async () => {
    const whole = raw([...fromRosa, 'Content-Type: multipart/mixed; boundary=p'], '--p\r\n\r\nHi\r\n--p--');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.uint8Array({ maxLength: 200 }), async (at, noise) => {
        const email = await readEmail(Buffer.concat([whole.subarray(0, at), noise]));
        expect(email.text.length).toBeLessThanOrEqual(4000);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an email is not from a person', () => {
  test.each([
    ['bounce', ['Return-Path: <>', ...fromRosa]],
    ['bounce', ['From: MAILER-DAEMON@example.com']],
    ['no-sender', ['Subject: No sender']],
    ['no-sender', ['From: undisclosed']],
    ['our-own', ['From: Learning Partners <learning-partners@example.org>']],
    ['our-own', ['From: questions@mail.example.org']],
    ['our-own', ['From: a@b.example', `Message-ID: <${'0a'.repeat(16)}@example.org>`]],
    ['our-own', ['From: a@b.example', 'Message-ID: <question.a1b2.3@example.org>']],
    ['automatic', [...fromRosa, 'Auto-Submitted: auto-replied']],
    ['automatic', [...fromRosa, 'Auto-Submitted: auto-generated; owner-email="a@b"']],
    ['automatic', [...fromRosa, 'X-Auto-Response-Suppress: All']],
    ['automatic', [...fromRosa, 'X-Autoreply: yes']],
    ['list', [...fromRosa, 'Precedence: bulk']],
    ['list', [...fromRosa, 'Precedence: Auto_Reply']],
    ['list', [...fromRosa, 'List-Unsubscribe: <https://x.example>']],
  ])('(%s) with %j', async (why, headers) => {
    expect(whyNotAPerson(await readEmail(raw(headers)), ours)).toBe(why);
  });

  test('but a colleague at our own domain is, and so is who says “no” to automatic', async () => {
    const colleague = ['From: mei@example.org', 'Message-ID: <CAF+123@example.org>', 'Auto-Submitted: no'];
    expect(whyNotAPerson(await readEmail(raw(colleague)), ours)).toBeUndefined();
  });
});
