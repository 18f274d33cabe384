import { expect, test } from 'vitest';
import { closingReminder } from '#letters/applicant-letter.ts';
import { aDraft, hostAnswers } from '../builders.ts';
import { aContext } from './sample.ts';

const threeDaysBefore = '2014-04-29T12:00:00.000Z';

test('three days before the deadline, a draft’s owner reads the deadline and the sections to complete', () => {
  const { leadership, hosting, commitment } = hostAnswers();
  const draft = {
    ...aDraft({ version: 4 }),
    role: 'host',
    answers: { leadership, hosting, commitment },
  } as const;
  const letter = closingReminder(draft, aContext(), threeDaysBefore);
  expect(letter.subject).toBe('3 days left to submit M.S. 113 Ronald Edmonds Learning Center’s application');
  expect(letter.body).toEqual([
    { kind: 'paragraph', text: 'Dear Dana Principal,' },
    {
      kind: 'paragraph',
      text: 'Applications to Learning Partners close on Friday, May 2, at 5:00 PM EDT. M.S. 113 Ronald Edmonds Learning Center’s application is saved but not submitted. We can only review applications that have been submitted.',
    },
    {
      kind: 'paragraph',
      text: 'Sections to complete: Quality Review, Admissions, Practices to share.',
    },
    {
      kind: 'action',
      label: 'Finish your application',
      href: 'https://apply.example.org/links/application.2014-13K113.2015-07-07T00:00:00.000Z',
    },
    {
      kind: 'paragraph',
      text: 'This link is just for you and works until July 6, 2015. If it stops working, get a new link at https://apply.example.org/apply/return',
      address: 'https://apply.example.org/apply/return',
    },
    {
      kind: 'paragraph',
      text: 'If your school decides not to apply, you don’t need to do anything. This is our only reminder.',
    },
  ]);
});

test('a complete draft only needs to be submitted, and an empty one takes 30 minutes', () => {
  const complete = { ...aDraft(), role: 'host', answers: hostAnswers() } as const;
  const said = (draft: Parameters<typeof closingReminder>[0]) =>
    closingReminder(draft, aContext(), threeDaysBefore).body[2];
  expect(said(complete)).toEqual({
    kind: 'paragraph',
    text: 'You’ve answered every question. All that’s left is to check your answers and submit.',
  });
  expect(said(aDraft())).toEqual({
    kind: 'paragraph',
    text: 'You haven’t answered any questions yet. The application takes about 30 minutes.',
  });
});

test('a draft is reminded once, even if it was saved in between', () => {
  const keyOf = (version: number, at: string) => closingReminder(aDraft({ version }), aContext(), at).key;
  expect(keyOf(9, '2014-04-29T16:00:00.000Z')).toBe(keyOf(2, threeDaysBefore));
});
