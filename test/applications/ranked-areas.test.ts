import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aCycle, aProgram } from '../builders.ts';
import { summaryOf } from './reading-pages.ts';
import { draftOf, type Stage, startStage } from './stage.ts';

const program = aProgram({ pairing: { ...aProgram().pairing, focus: 'one-each' } });
const texts = { goal: 'Feedback within a week.', strengths: 'Strong teams.' };

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.store.putCycle(aCycle({ program }));
});
afterAll(() => stage.stop());

const chosenIn = (page: string): readonly string[] =>
  [...page.matchAll(/<option value="([^"]*)" selected/g)].map(([, value = '']) => value);

describe('a partner ranks the areas it wants to improve', () => {
  test('with a first and a second choice, in their order', async () => {
    const { visitor, path } = await draftOf(stage, '99Q01', 'partner');
    const { text } = await visitor.open(`${path}/questions/improvement`);
    expect(text).not.toContain('type="checkbox"');
    await visitor.send(`${path}/questions/improvement`, {
      focusAreas: ['teacher-teams', 'feedback'],
      ...texts,
    });
    const again = await visitor.open(`${path}/questions/improvement`);
    expect(chosenIn(again.text)).toEqual(['teacher-teams', 'feedback']);
    expect((await visitor.read(`${path}/questions/improvement`)).data).toMatchObject({
      answer: { focusAreas: ['teacher-teams', 'feedback'] },
    });
    const check = (await visitor.open(`${path}/check`)).text;
    const [first, second] = ['First choice to improve', 'Second choice to improve'].map((label) =>
      check.indexOf(label),
    );
    expect(check.slice(first, second)).toContain('Teacher teams looking at student work');
    expect(check.slice(second)).toContain('Assessment and feedback to students');
  });

  test('or only with a first choice', async () => {
    const { visitor, path } = await draftOf(stage, '99Q02', 'partner');
    await visitor.send(`${path}/questions/improvement`, { focusAreas: ['feedback', ''], ...texts });
    expect((await visitor.read(`${path}/questions/improvement`)).data).toMatchObject({
      answer: { focusAreas: ['feedback'] },
    });
    expect((await visitor.open(`${path}/check`)).text).not.toContain('Second choice');
  });

  test.each([
    ['nothing', ['', ''], 'Choose at least one area you want to improve in'],
    ['only a second choice', ['', 'feedback'], 'Choose your first choice'],
    ['the same area twice', ['feedback', 'feedback'], 'Choose two different areas, or only one'],
    ['an unknown area', ['juggling', ''], 'Choose at least one area you want to improve in'],
    ['three areas', ['feedback', 'teacher-teams', 'literacy'], 'Choose one or two areas'],
  ])('but not with %s, and what was chosen stays', async (_, focusAreas, message) => {
    const { visitor, path } = await draftOf(stage, '99Q03', 'partner');
    const answer = await visitor.send(`${path}/questions/improvement`, { focusAreas, ...texts });
    expect([answer.status, summaryOf(answer.text)]).toEqual([422, { focusAreas: message }]);
    expect(chosenIn(answer.text)).toEqual(
      focusAreas.slice(0, 2).filter((area) => program.focusAreas.some(({ id }) => id === area)),
    );
  });
});
