import { expect, test } from 'vitest';
import { inquiryReminders } from '#letters/inquiry-letters.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { renderText } from '#letters/render-text.ts';
import { anApplication } from '../builders.ts';
import { aContext } from './sample.ts';

const asked = {
  question: 'Who would lead the visits?',
  askedBy: 'Ruth Lindqvist',
  askedAt: '2014-04-16T14:00:00.000Z',
  dueOn: '2014-04-23',
};
const about = (over = {}) => anApplication({ version: 4, inquiries: [{ ...asked, ...over }] });
const textOf = (
  type: 'information-requested' | 'information-withdrawn' | 'information-supplied',
  over = {},
) => lettersFor('application', { type }, about(over), aContext()).map(renderText).join();

test('a question says by when the school should answer, if it has a day', () => {
  expect(textOf('information-requested')).toContain('on your application page by Wednesday, April 23.');
  const { dueOn: _, ...undated } = asked;
  const [letter] = lettersFor(
    'application',
    { type: 'information-requested' },
    anApplication({ inquiries: [undated] }),
    aContext(),
  );
  expect(letter && renderText(letter)).toContain('on your application page. A few sentences');
});

test('a question has one reminder, whatever happens to the application in between', () => {
  const keys = [4, 5].flatMap((version) =>
    inquiryReminders({ ...about(), version }, aContext()).map(({ key }) => key),
  );
  expect(new Set(keys).size).toBe(1);
  const another = inquiryReminders(about({ askedAt: '2014-04-18T14:00:00.000Z' }), aContext());
  expect(keys).not.toContain(another[0]?.key);
});

test('an answered or withdrawn question has no reminder', () => {
  const at = '2014-04-17T14:00:00.000Z';
  for (const over of [{ answer: { text: 'We.', at } }, { withdrawn: { by: 'Ruth', at } }])
    expect(inquiryReminders(about(over), aContext())).toEqual([]);
});

test('the school is told that its answer arrived, and that a question was withdrawn', () => {
  const at = '2014-04-17T14:00:00.000Z';
  expect(textOf('information-supplied', { answer: { text: 'Our two teams.', at } })).toContain(
    'Our two teams.',
  );
  expect(textOf('information-withdrawn', { withdrawn: { by: 'Ruth', at } })).toContain(
    'We don’t need an answer',
  );
});
