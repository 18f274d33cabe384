import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyFaq } from '#domain/threads/faq.ts';
import { aProgram } from '../builders.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const guide = {
  timeAway: 'Five mornings a year.',
  coverage: 'The district sends substitutes.',
  money: 'Taking part is free.',
  staff: [{ name: 'Ruth Lindqvist', title: 'Director' }],
  questions: [{ question: 'Can we do both?', answer: 'No.' }],
};

describe('the program page', () => {
  test('shows focus areas, dates, and the way to all questions, whatever the district says', async () => {
    const { text } = await stage.visitor().open('/');
    for (const { name } of stage.cycle.program.focusAreas)
      expect(text).toContain(name.replaceAll('&', '&amp;'));
    expect(text).toContain('Key dates');
    expect(text).toContain('Applications close on');
    expect(text).toContain('/apply/questions?role=host');
    expect(text).not.toContain('Time away from class');
  });

  test('shows what a district says about time, coverage, and money, and who runs the program', async () => {
    await stage.putCycle({ ...stage.cycle, program: aProgram({ guide }) });
    const { text } = await stage.visitor().open('/');
    for (const said of [guide.timeAway, guide.coverage, guide.money, 'Ruth Lindqvist', 'Can we do both?'])
      expect(text).toContain(said);
    await stage.putCycle(stage.cycle);
  });

  test('shows published answers without markup, within 30 kB if all are as long as they may be', async () => {
    const answers = Array.from({ length: 12 }, (_, place) => ({
      ...{ thread: `t${place}`, by: 'Ruth', at: '2014-04-14T14:00:00.000Z' },
      question: `${place} <b>${'long '.repeat(38)}`.slice(0, 200),
      answer: 'word '.repeat(200),
    }));
    await stage.store.commitFaq({ after: { ...emptyFaq('2014'), answers }, events: [] });
    const { text } = await stage.visitor().open('/');
    expect(text).toContain('0 &lt;b>long');
    expect(text).not.toContain('<b>long');
    expect(Buffer.byteLength(text)).toBeLessThan(30_000);
  });
});

test.each(['host', 'partner'])('all questions for a %s are on one page', async (role) => {
  const { status, data } = await stage.visitor().read(`/apply/questions?role=${role}`);
  expect(status).toBe(200);
  expect(data.sections.length).toBeGreaterThan(3);
  const { text } = await stage.visitor().open(`/apply/questions?role=${role}`);
  expect(Buffer.byteLength(text)).toBeLessThan(30_000);
  for (const { questions } of data.sections)
    for (const { question } of questions) expect(text).toContain(question);
});

test('there are no questions for another role', async () => {
  expect((await stage.visitor().open('/apply/questions?role=king')).status).toBe(404);
});
