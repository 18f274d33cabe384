import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likelyMeant, normalEmail, parseEmail } from '#domain/base/email.ts';

const longLocal = 'a'.repeat(64);
const longDomain = `${'d'.repeat(63)}.${'e'.repeat(63)}.${'f'.repeat(63)}.${'g'.repeat(56)}.org`;

describe('an email address', () => {
  test.each([
    "pat.o'neill@example.org",
    'info@xn--mller-kva.example',
    'r&d@example.org',
    'pat/kim@example.org',
    'pat@science--arts.example',
    'pat@school.xn--p1ai',
    'p+a_t=1@k12.ny.us',
    `${longLocal}@example.org`,
    `a@${longDomain}`,
  ])('%s is read as it is', (address) => expect(parseEmail(address)).toBe(address));

  test.each([
    ['Pat@EXAMPLE.org', 'Pat@example.org'],
    [' pat@example.org\n', 'pat@example.org'],
    ['\u200epat@exam\u00adple.org\u200b', 'pat@example.org'],
    ['pat@müller.example', 'pat@xn--mller-kva.example'],
    ['pat@mu\u0308ller.example', 'pat@xn--mller-kva.example'],
    ['pat@пример.испытание', 'pat@xn--e1afmkfd.xn--80akhbyknj4f'],
    ['pat.o’neill@example.org', "pat.o'neill@example.org"],
    ['Pat Kim <pat@example.org>', 'pat@example.org'],
    ['"Kim, Pat" <pat@example.org>', 'pat@example.org'],
    ['<pat@example.org>', 'pat@example.org'],
    ['mailto:pat@example.org', 'pat@example.org'],
    ['pat@example.org.', 'pat@example.org'],
    ['“pat@example.org”,', 'pat@example.org'],
    ["'pat@example.org'", 'pat@example.org'],
    ['(pat@example.org)', 'pat@example.org'],
    ['[pat@example.org],', 'pat@example.org'],
    ['pat@example.org>', 'pat@example.org'],
    ['Email: pat@example.org', 'pat@example.org'],
    ['E-mail:pat@example.org', 'pat@example.org'],
    ['pat‑kim@example.org', 'pat-kim@example.org'],
    ['pat＠example.org', 'pat@example.org'],
  ])('%j is read as %s', (typed, address) => expect(parseEmail(typed)).toBe(address));

  test.each([
    '',
    'pat',
    '@example.org',
    'pat@',
    'pat@example',
    'pat@example.1',
    'pat@example..org',
    'pat@-example.org',
    'pat@192.0.2.1',
    '.pat@example.org',
    'pat.@example.org',
    'p..at@example.org',
    'pat kim@example.org',
    'pat@example.org, kim@example.org',
    'pat@example.org\nBcc: kim@example.org',
    'Bcc: kim@example.org\nPat <pat@example.org>',
    'kim@example.org, Pat <pat@example.org>',
    'pat@kim@example.org',
    '"pat"@example.org',
    'pat@müller.example/path',
    'pat@müller.example:80',
    'pat@m%C3%BCller.example',
    'ä@example.org',
    `a${longLocal}@example.org`,
    `aa@${longDomain}`,
    `a@${'d'.repeat(64)}.org`,
    `a@${'ü'.repeat(80)}.org`,
  ])('is not %j', (typed) => expect(parseEmail(typed)).toBeUndefined());

  test('that was read is read the same again, has at most 254 characters, and is ASCII', () => {
    const part = fc.string({
      unit: fc.constantFrom('a', 'Z', '9', '.', '-', "'", '&', '/', 'ü', 'é', '日', '\u200b', ' ', '。'),
    });
    fc.assert(
      fc.property(part, part, (local, domain) => {
        const address = parseEmail(`${local}@${domain}.org`);
        fc.pre(address !== undefined);
        expect(parseEmail(address)).toBe(address);
        expect(address).toMatch(/^[\x21-\x7e]{1,254}$/);
      }),
    );
  });

  test('is compared in lower case and ASCII, and what is none is only trimmed', () => {
    expect(normalEmail(' Pat@MÜLLER.example ')).toBe('pat@xn--mller-kva.example');
    expect(normalEmail(' Pat@Intranet ')).toBe('pat@intranet');
  });
});

describe('the address that someone probably meant', () => {
  test.each([
    ['rosa@gmial.com', 'rosa@gmail.com'],
    ['rosa@gmail.con', 'rosa@gmail.com'],
    ['rosa@gmail.co', 'rosa@gmail.com'],
    ['rosa@hotmial.con', 'rosa@hotmail.com'],
    ['rosa@yaho.com', 'rosa@yahoo.com'],
    ['rosa@exmaple.org', 'rosa@example.org'],
  ])('of %s is %s', (typed, meant) => expect(likelyMeant(typed, ['example.org'])).toBe(meant));

  test.each(['gmail.com', 'mail.com', 'ymail.com', 'me.com', 'example.org', 'ivy-school.org', 'aon.com'])(
    'at %s is the typed one',
    (domain) => expect(likelyMeant(`rosa@${domain}`, ['example.org'])).toBeUndefined(),
  );
});
