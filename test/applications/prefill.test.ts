import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aDraft, aSchool } from '../builders.ts';
import { linkTo, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const note = 'We filled this in from the district directory. Please correct anything that’s wrong.';

async function ownerOf(school: Parameters<typeof aSchool>[0], role: 'host' | 'partner' = 'host') {
  const reference = await stage.put(aDraft({ role, school: aSchool(school) }));
  const visitor = stage.visitor();
  await visitor.send(linkTo(reference));
  return { visitor, questions: `/applications/${reference}/questions` };
}

describe('a value from the directory', () => {
  test.each([
    ['leadership', 'host', 'value="7"'],
    ['quality-review', 'host', 'value="March 2013"'],
    ['students', 'partner', 'value="78.5"'],
  ] as const)('is marked on the page %s until it is saved', async (topic, role, value) => {
    const { visitor, questions } = await ownerOf({ id: `F-${topic}` }, role);
    const first = await visitor.open(`${questions}/${topic}`);
    expect(first.text).toContain(value);
    expect(first.text.indexOf(note)).toBeGreaterThan(0);
    expect(first.text.indexOf(note)).toBeLessThan(first.text.indexOf('<form action="/applications'));
    await visitor.send(`${questions}/${topic}`, {
      yearsHere: '6',
      yearsElsewhere: '0',
      rating: 'Proficient',
      poverty: '80',
    });
    expect((await visitor.open(`${questions}/${topic}`)).text).not.toContain(note);
  });

  test('is not claimed if the directory has none', async () => {
    const { visitor, questions } = await ownerOf({
      id: 'F0',
      qualityReview: { lowest: 'Proficient', when: 'in spring' },
    });
    const review = await visitor.open(`${questions}/quality-review`);
    expect(review.text).toContain(note);
    expect(review.text).not.toContain('in spring');
    expect((await visitor.open(`${questions}/hosting`)).text).not.toContain(note);
  });
});

test('a date is stored in one format, however it was typed', async () => {
  const { visitor, questions } = await ownerOf({ id: 'F1' });
  await visitor.send(`${questions}/quality-review`, { rating: 'Proficient', when: '3/2014' });
  expect((await stage.store.application('2014-F1'))?.answers).toEqual({
    'quality-review': { rating: 'Proficient', when: 'March 2014' },
  });
  const check = await visitor.open('/applications/2014-F1/check');
  expect(check.text).toContain('Proficient, March 2014');
  expect(check.text).toContain('You gave March 2014 as the date.');
});
