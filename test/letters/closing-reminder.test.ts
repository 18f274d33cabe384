import { expect, test } from 'vitest';
import { closingReminder } from '../../shared/letters/closing-reminder.ts';
import { aDraft, hostAnswers } from '../builders.ts';
import { aContext } from './sample.ts';

const threeDaysBefore = '2014-04-29T12:00:00.000Z';

test('three days before closing, the owner of a draft reads when it closes and what is still to answer', () => {
  const { leadership, hosting, commitment } = hostAnswers();
  const draft = {
    ...aDraft({ version: 4 }),
    role: 'host',
    answers: { leadership, hosting, commitment },
  } as const;
  const letter = closingReminder(draft, aContext(), threeDaysBefore);
  expect(letter.subject).toBe(
    'Applications close in 3 days: M.S. 113 Ronald Edmonds Learning Center has not sent its own',
  );
  expect(letter.body).toEqual([
    { kind: 'paragraph', text: 'Dear Dana Principal,' },
    {
      kind: 'paragraph',
      text: 'Applications to Learning Partners close on Friday, May 2, at 5:00 PM EDT.',
    },
    {
      kind: 'paragraph',
      text: 'The application of M.S. 113 Ronald Edmonds Learning Center is saved, but not sent yet. We can only read what you have sent.',
    },
    {
      kind: 'paragraph',
      text: 'Still to answer: “Quality Review”, “How the school admits students”, “Practices to share”.',
    },
    {
      kind: 'action',
      label: 'Finish your application',
      href: 'https://apply.example.org/links/application.2014-13K113.2014-10-26T12:00:00.000Z',
    },
    {
      kind: 'paragraph',
      text: 'The link is meant for you alone and works until Sunday, October 26, at 8:00 AM EDT. If it no longer works, ask for a new one at https://apply.example.org/apply/return',
      address: 'https://apply.example.org/apply/return',
    },
    {
      kind: 'paragraph',
      text: 'If your school would rather not apply, you need do nothing. We do not remind you again.',
    },
  ]);
});

test('a complete draft is told that only sending is left, an empty one how long it takes', () => {
  const complete = { ...aDraft(), role: 'host', answers: hostAnswers() } as const;
  const said = (draft: Parameters<typeof closingReminder>[0]) =>
    closingReminder(draft, aContext(), threeDaysBefore).body[3];
  expect(said(complete)).toEqual({
    kind: 'paragraph',
    text: 'Every question is answered. All that is left is to check and send it.',
  });
  expect(said(aDraft())).toEqual({
    kind: 'paragraph',
    text: 'None of its questions is answered yet. It takes about 30 minutes.',
  });
});

test('a draft is reminded once, even when it was saved in between', () => {
  const keyOf = (version: number, at: string) => closingReminder(aDraft({ version }), aContext(), at).key;
  expect(keyOf(9, '2014-04-29T16:00:00.000Z')).toBe(keyOf(2, threeDaysBefore));
});
