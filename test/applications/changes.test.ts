import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anApplication, aReview, aSchool, hostAnswers } from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { answerAll, draftOf, hostForms, linkTo, locationOf, type Stage, startStage, today } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(today));

describe('a draft begun in the wrong role', () => {
  test('changes to the other one without losing what both roles ask', async () => {
    const { visitor, path } = await draftOf(stage, '99Q01');
    const reference = '2014-99Q01';
    await answerAll(visitor, reference, hostForms);
    expect((await visitor.open(path)).text).toContain(`href="${path}/role"`);
    const page = await visitor.open(`${path}/role`);
    expect(page.text).toContain(
      'We’ll keep your answers in “Leadership experience” and “Commitment”. We’ll delete your answers in “Quality Review”, “Admissions”, “Practices to share”, and “Hosting partners”.',
    );
    const changed = await visitor.send(`${path}/role`, hiddenIn(page, 'role'));
    expect(locationOf(changed)).toBe(`${path}?done=role`);
    const tasks = await visitor.open(`${path}?done=role`);
    expect(tasks.text).toContain('Role changed.');
    expect(tasks.text).toContain('2 of 5 sections');
    const { leadership, commitment } = hostAnswers();
    expect(await stage.store.application(reference)).toMatchObject({
      role: 'partner',
      answers: { leadership, commitment },
    });
  });

  test('keeps answers that a colleague saved while this page was open', async () => {
    const { visitor, path } = await draftOf(stage, '99Q02');
    const reference = '2014-99Q02';
    const page = await visitor.open(`${path}/role`);
    expect(page.text).toContain('You won’t lose any answers.');
    await visitor.send(`${path}/questions/hosting`, { capacity: '2' });
    const refused = await visitor.send(`${path}/role`, hiddenIn(page, 'role'));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('someone saved other answers while you were on this page');
    expect(refused.text).toContain('We’ll delete your answers in “Hosting partners”.');
    expect(await stage.store.application(reference)).toMatchObject({ role: 'host' });
  });
});

describe('a submitted application', () => {
  const owned = async (id: string, over: Parameters<typeof anApplication>[0] = {}) => {
    const reference = await stage.put(anApplication({ school: aSchool({ id }), ...over }));
    const visitor = stage.visitor();
    await visitor.send(linkTo(reference));
    return { visitor, reference, path: `/applications/${reference}` };
  };

  test('can be changed from its page until the deadline', async () => {
    const { visitor, reference, path } = await owned('99Q03');
    const page = await visitor.open(path);
    expect(page.text).toContain('You can change your answers below until Friday, May 2, at 5:00 PM EDT');
    expect(page.text).toContain(`href="${path}/questions/hosting"`);
    const question = await visitor.open(`${path}/questions/hosting`);
    expect(question.text).toContain('Save changes');
    const fields = { ...hiddenIn(question, 'hosting'), capacity: '4' };
    expect(locationOf(await visitor.send(`${path}/questions/hosting`, fields))).toBe(`${path}?done=answers`);
    expect((await visitor.open(`${path}?done=answers`)).text).toContain('Your changes are saved.');
    expect(await stage.store.application(reference)).toMatchObject({
      state: 'submitted',
      answers: { ...hostAnswers(), hosting: { capacity: 4 } },
    });
    stage.moveTo('2014-05-02T21:00:00.001Z');
    await visitor.send(linkTo(reference));
    expect((await visitor.open(path)).text).not.toContain('You can change your answers');
    expect(await visitor.post(`${path}/questions/hosting`, { capacity: '1' })).toMatchObject({ status: 409 });
  });

  test('can’t be changed after the first review', async () => {
    const { visitor, path } = await owned('99Q04', { reviews: [aReview()] });
    expect((await visitor.open(path)).text).not.toContain('You can change your answers');
    expect((await visitor.read(path)).data).toMatchObject({ mayChangeAnswers: false });
    expect(await visitor.post(`${path}/questions/hosting`, { capacity: '1' })).toMatchObject({
      status: 409,
      data: { title: 'We’re already reviewing this application, so you can’t change it' },
    });
  });
});
