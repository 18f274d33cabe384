import { describe, expect, test } from 'vitest';
import type { Letter } from '#letters/letter.ts';
import { paragraph } from '#letters/letter.ts';
import { heldMail } from '#mail/hold.ts';

const letterTo = (to: string): Letter => ({
  key: `2014-13K113#2#receipt#${to}`,
  kind: 'receipt',
  to,
  subject: 'We have your application',
  body: [paragraph('Thank you.')],
  why: 'You applied.',
  contactEmail: 'program@example.org',
  signature: 'The program',
  signer: { name: 'The team' },
  program: 'The program',
  lang: 'en',
});

function aWayOut(reach: readonly string[]) {
  const sent: string[] = [];
  const kept: { to: string; text: string }[] = [];
  const mail = heldMail(
    {
      send: async ({ to }) => {
        sent.push(to);
        return { sent: 'message 1' };
      },
    },
    reach,
    async (letter) => void kept.push(letter),
  );
  return { mail, sent, kept };
}

describe('if letters are held', () => {
  test.each(['tester@example.org', 'TESTER@example.org', 'anybody@team.example.org'])(
    'a letter to %s goes out, because it is named',
    async (to) => {
      const { mail, kept } = aWayOut(['tester@example.org', '@team.example.org']);
      expect(await mail.send(letterTo(to))).toEqual({ sent: 'message 1' });
      expect(kept).toEqual([]);
    },
  );

  test.each([
    'principal@school.example.net',
    'other@example.org',
    'x@sub.team.example.org',
    '"a@team.example.org"@school.example.net',
    'tester@example.org.school.example.net',
  ])('a letter to %s is kept, with its text', async (to) => {
    const { mail, sent, kept } = aWayOut(['tester@example.org', '@team.example.org']);
    expect(await mail.send(letterTo(to))).toEqual({ held: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(sent).toEqual([]);
    expect(kept).toMatchObject([{ to, text: expect.stringContaining('Thank you.') }]);
  });

  test('no one is reached if no one is named', async () => {
    const { mail, sent } = aWayOut(['nobody']);
    await mail.send(letterTo('nobody@example.org'));
    expect(sent).toEqual([]);
  });
});
