import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { renderText } from '#letters/render-text.ts';
import { sayDecisionToSchool } from '#text/decisions.ts';
import {
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aReview,
  aSchool,
  aWithdrawnApplication,
} from '../builders.ts';
import { aContext, aPartnership } from '../letters/sample.ts';
import { yearCycle } from '../schools/stage.ts';
import {
  applicant,
  asking,
  beginApplication,
  linkIn,
  linkTo,
  locationOf,
  type Stage,
  startStage,
  today,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(today));

async function ownerOf(application: Application) {
  const reference = await stage.put(application);
  const visitor = stage.visitor();
  await visitor.send(linkTo(reference));
  return { visitor, reference, path: `/applications/${reference}` };
}

const school = (id: string) => aSchool({ id });
const question = { question: 'Who teaches it?\nAnd since when?', askedBy: 'Amara Okafor', askedAt: today };

describe('the status page', () => {
  test('hides what staff wrote to each other', async () => {
    const { visitor, path } = await ownerOf(
      anApplication({
        school: school('99Q01'),
        reviewers: ['amara.okafor@example.org'],
        recused: ['daniel.reyes@example.org'],
        reviews: [aReview({ comment: 'Between us: doubtful.' })],
        history: [
          { at: today, by: 'Dana Principal', what: 'application-submitted' },
          { at: today, by: 'The service', what: 'reviewers-assigned' },
          { at: today, by: 'Amara Okafor', what: 'review-recorded' },
        ],
      }),
    );
    const page = await visitor.open(path);
    const { data } = await visitor.read(path);
    expect(page.text).toContain('Under review');
    expect(page.text).toContain('our decision before the program starts in September 2014.');
    for (const text of [page.text, JSON.stringify(data)])
      expect(text).not.toMatch(/Amara|amara\.okafor|daniel|doubtful|Reviews|The service/);
    expect(data).toMatchObject({ state: 'submitted', role: 'host' });
  });

  test('names no start of the program that has passed', async () => {
    const { reference, path } = await ownerOf(anApplication({ school: school('99Q01') }));
    stage.moveTo('2014-10-01T14:00:00.000Z');
    await stage.putCycle({ ...stage.cycle, calendar: yearCycle().calendar });
    const visitor = stage.visitor();
    await visitor.send(linkTo(reference, '2014-12-01T00:00:00.000Z'));
    expect((await visitor.open(path)).text).toContain('We’ll email you our decision.<');
    await stage.putCycle(stage.cycle);
  });

  test.each([
    ['accepted', 'Accepted', true],
    ['waitlisted', 'Waitlisted', true],
    ['declined', 'Not selected', false],
  ] as const)(
    'shows the decision %s with its reason, and whether the school can withdraw',
    async (outcome, word, mayWithdraw) => {
      const decision = aDecision({ outcome, reason: 'Because <we> say so.' });
      const { visitor, path } = await ownerOf(
        aDecidedApplication({ school: school(`99Q-${outcome}`), decision }),
      );
      const page = await visitor.open(path);
      expect(page.text).toContain(`>${word}</strong>`);
      expect(page.text).toContain('Because &lt;we> say so.');
      expect(page.text).not.toContain(decision.by);
      expect(page.text.includes('Withdraw this application')).toBe(mayWithdraw);
      expect((await visitor.read(path)).data.decision).toEqual({ outcome, reason: 'Because <we> say so.' });
    },
  );

  test.each(['accepted', 'waitlisted', 'declined'] as const)(
    'says the same as the email about the decision %s',
    async (outcome) => {
      const decided = aDecidedApplication({
        school: school(`99R-${outcome}`),
        decision: aDecision({ outcome, at: today }),
      });
      const { visitor, path } = await ownerOf(decided);
      const page = (await visitor.open(path)).text;
      const said = sayDecisionToSchool(decided, stage.cycle, today);
      const [letter] = lettersFor('application', { type: 'application-decided' }, decided, aContext());
      const email = letter ? renderText(letter).replace(/\s+/g, ' ') : '';
      const shown = page.replace(/<a [^>]*>|<\/a>/g, '');
      for (const text of [
        said.news,
        said.beforeReason,
        decided.decision.reason,
        ...said.steps,
        ...said.next,
      ]) {
        expect(shown).toContain(text);
        expect(email).toContain(text);
      }
    },
  );

  test('is where an accepted school confirms its place, until the last day', async () => {
    const decision = aDecision({ at: today });
    const { visitor, path, reference } = await ownerOf(
      aDecidedApplication({ school: school('99R17'), decision }),
    );
    expect((await visitor.open(path)).text).toContain('Please confirm your place by Monday, April 28.');
    expect(locationOf(await visitor.send(`${path}/place`))).toBe(`${path}?done=place`);
    const confirmed = await visitor.open(`${path}?done=place`);
    expect(confirmed.text).toContain('Your place is confirmed.');
    expect(confirmed.text).toContain('You confirmed your place on Monday, April 14.');
    expect(confirmed.text).not.toContain('Confirm our place');
    expect(await stage.store.application(reference)).toMatchObject({ decision: { confirmedAt: today } });

    const late = await ownerOf(aDecidedApplication({ school: school('99R18'), decision }));
    const before = await stage.contents();
    stage.moveTo('2014-04-29T04:00:00.000Z');
    await late.visitor.send(linkTo(late.reference));
    const refused = await late.visitor.send(`${late.path}/place`);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('The last day was Monday, April 28. Your place isn’t confirmed.');
    expect(await stage.contents()).toEqual(before);
    expect((await late.visitor.open(late.path)).text).toContain(
      'You didn’t confirm your place by Monday, April 28.',
    );
  });

  test('is the answer to every address of a submitted application; API clients get the reason', async () => {
    const { visitor, path } = await ownerOf(anApplication({ school: school('99Q02'), reviews: [aReview()] }));
    for (const page of ['/questions/leadership', '/check', '/information'])
      expect(locationOf(await visitor.open(path + page))).toBe(path);
    const before = await stage.contents();
    const late = await visitor.send(`${path}/questions/practices`, {
      focusAreas: 'feedback',
      evidence: 'Three pages of text',
    });
    expect(late.status).toBe(409);
    expect(late.text).toContain('We’re already reviewing this application, so you can’t change it');
    expect(late.text).toMatch(/What you wrote.*the evidence that it works.*Three pages of text/s);
    expect(await visitor.post(`${path}/questions/hosting`, { capacity: '5' })).toEqual({
      status: 409,
      type: 'application/problem+json',
      data: {
        status: 409,
        title: 'We’re already reviewing this application, so you can’t change it',
        detail: 'Your latest changes weren’t saved.',
      },
    });
    expect(await visitor.post(`${path}/information`, { answer: 'Unasked' })).toMatchObject({ status: 409 });
    expect(await stage.contents()).toEqual(before);
  });
});

describe('a question from staff', () => {
  test('is shown, can be answered once, and is kept with its answer', async () => {
    const { visitor, path, reference } = await ownerOf(
      anApplication({ school: school('99Q03'), inquiries: [question] }),
    );
    expect((await visitor.open(path)).text).toContain('We have a question');
    expect((await visitor.open(`${path}/information`)).text).toContain(question.question);
    expect((await visitor.read(path)).data.question).toBe(question.question);

    const sends = await Promise.all(
      ['Two teams.', 'Three teams.'].map((answer) => visitor.send(`${path}/information`, { answer })),
    );
    const [saved, late] = sends.sort((a, b) => a.status - b.status);
    expect([saved?.status, saved && locationOf(saved)]).toEqual([303, `${path}?done=information`]);
    expect((await visitor.open(`${path}?done=information`)).text).toContain('We received your answer.');
    expect(late?.status).toBe(409);
    expect(late?.text).toMatch(/What you wrote.*(Two|Three) teams\./s);
    const stored = await stage.store.application(reference);
    expect(stored).toMatchObject({
      version: 2,
      inquiries: [{ question: question.question, answer: { at: today } }],
    });
    const page = await visitor.open(path);
    expect(page.text).toContain('Under review');
    expect(page.text).toContain('Our questions and your answers');
    expect(page.text).toMatch(/(Two|Three) teams\./s);
  });

  test('gets thanks twice for the same answer sent twice', async () => {
    const { visitor, path } = await ownerOf(
      anApplication({ school: school('99Q17'), inquiries: [question] }),
    );
    for (let time = 0; time < 2; time++)
      expect(locationOf(await visitor.send(`${path}/information`, { answer: ' Two teams. ' }))).toBe(
        `${path}?done=information`,
      );
  });

  test('shows a late answer to copy if the application was decided', async () => {
    const { visitor, path } = await ownerOf(
      aDecidedApplication({ school: school('99Q18'), inquiries: [question] }),
    );
    const before = await stage.contents();
    const late = await visitor.send(`${path}/information`, { answer: 'Three & <b>more</b>\nteams.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('We no longer need an answer to this question');
    expect(late.text).toContain('Three &amp; &lt;b>more&lt;/b><br/>teams.');
    expect(late.text).toContain(`href="${path}"`);
    expect(await stage.contents()).toEqual(before);
  });
});

describe('withdrawing', () => {
  test('asks first; a second withdrawal changes nothing', async () => {
    const { visitor, path, reference } = await ownerOf(anApplication({ school: school('99Q04') }));
    const before = await stage.contents();
    expect((await visitor.open(`${path}/withdrawal`)).text).toContain('Our staff will stop reviewing it.');
    expect(await stage.contents()).toEqual(before);
    for (let time = 0; time < 2; time++) {
      expect(locationOf(await visitor.send(`${path}/withdrawal`))).toBe(path);
      expect(await visitor.post(`${path}/withdrawal`)).toMatchObject({
        status: 200,
        data: { reference, state: 'withdrawn' },
      });
    }
    expect(await stage.store.application(reference)).toMatchObject({ version: 2, state: 'withdrawn' });
    const page = await visitor.open(path);
    expect(page.text).toContain('You withdrew this application.');
    expect(page.text).not.toContain('Withdraw this application');
    expect(locationOf(await visitor.open(`${path}/withdrawal`))).toBe(path);
  });

  test('says what the school gives up: saved answers, an offered place, a place on the waitlist', async () => {
    const drafted = await ownerOf(aDraft({ school: school('99Q05') }));
    expect((await drafted.visitor.open(`${drafted.path}/withdrawal`)).text).toContain(
      'Copy any answers you want to keep before you withdraw. You can apply again until the deadline, but you’ll start with a blank application.',
    );
    const accepted = await ownerOf(aDecidedApplication({ school: school('99Q06') }));
    stage.moveTo('2014-05-02T21:00:00.001Z');
    await accepted.visitor.send(linkTo(accepted.reference));
    expect((await accepted.visitor.open(`${accepted.path}/withdrawal`)).text).toContain(
      'Your school will give up its place, and we may offer it to another school. You can’t undo this. The deadline has passed, so your school can’t apply again this year.',
    );
  });

  test('names everyone else in the partnership', async () => {
    const [host, partner] = [school('99Q12'), school('99Q13')];
    const owner = await ownerOf(aDecidedApplication({ school: partner }));
    const paired = aPartnership();
    const [first, second] = paired.partners;
    if (!first || !second) throw new Error('Two partners are needed');
    const partners = [first, { ...second, id: partner.id, name: partner.name }];
    const planned = { ...paired, host: { ...paired.host, id: host.id }, partners };
    await stage.store.commitPartnership({ after: { ...planned, version: 0 }, events: [] });
    expect((await owner.visitor.open(`${owner.path}/withdrawal`)).text).toContain(
      `We’ll tell your facilitator, ${paired.facilitator.name}, right away. We’ll tell your host ${paired.host.name} and ${first.name} once we know what happens next.`,
    );
    await owner.visitor.send(`${owner.path}/withdrawal`);
    const [letter] = (await stage.lettersTo('dana.principal@example.org')).filter(
      ({ kind, key }) => kind === 'withdrawal' && key.startsWith(owner.reference),
    );
    expect(letter && renderText(letter)).toContain(`is leaving its partnership with ${paired.host.name}.`);
  });

  test('is refused after the school was not selected', async () => {
    const decision = aDecision({ outcome: 'declined' });
    const { visitor, path } = await ownerOf(aDecidedApplication({ school: school('99Q07'), decision }));
    const before = await stage.contents();
    expect(locationOf(await visitor.send(`${path}/withdrawal`))).toBe(path);
    expect(await visitor.post(`${path}/withdrawal`)).toMatchObject({ status: 409 });
    expect(await stage.contents()).toEqual(before);
  });
});

test('an accepted partner whose host withdrew reads that it has no host, and whom to ask', async () => {
  const partner = school('99Q16');
  const { visitor, path } = await ownerOf(aDecidedApplication({ school: partner }));
  const paired = aPartnership();
  const [first] = paired.partners;
  if (!first) throw new Error('A partner is needed');
  const host = { ...paired.host, id: school('99Q15').id };
  const partners = [{ ...first, id: partner.id, name: partner.name }];
  const ended = { ...paired, host, partners, state: 'ended', endedAt: paired.formedAt, version: 0 } as const;
  await stage.store.commitPartnership({ after: ended, events: [] });
  const page = await visitor.open(path);
  expect(page.text).toContain(
    `${host.name}</bdi> has left the program, so your school doesn’t have a host right now.`,
  );
  expect(page.text).toContain(paired.facilitator.email);
  expect(page.text).not.toContain('Your partnership');
});

describe('a school that withdrew', () => {
  test('can apply again, in another role and by another person; the old link doesn’t undo the withdrawal', async () => {
    const email = 'again@example.org';
    const first = await beginApplication(stage, { school: '99Q08', email });
    stage.moveTo('2014-04-14T14:10:00.000Z');
    await first.visitor.send(`/applications/${first.reference}/withdrawal`);
    const stranger = stage.visitor();
    expect((await stranger.open(first.link)).text).toContain('Continue to see your application’s status.');
    await stranger.send(first.link);
    expect(await stage.store.application(first.reference)).toMatchObject({ state: 'withdrawn' });

    stage.moveTo('2014-04-14T14:20:00.000Z');
    const second = await beginApplication(stage, {
      school: '99Q08',
      role: 'partner',
      email: 'new@example.org',
    });
    expect(await stage.store.application(first.reference)).toMatchObject({
      state: 'draft',
      role: 'partner',
      answers: {},
      applicant: { ...applicant, email: 'new@example.org' },
      history: [
        { what: 'application-started' },
        { what: 'application-withdrawn' },
        { what: 'application-started' },
      ],
    });
    expect((await second.visitor.open(`/applications/${second.reference}`)).text).toContain(
      '0 of 5 sections',
    );
  });

  test('sees how on its status page, while the cycle is open', async () => {
    const { visitor, path, reference } = await ownerOf(aWithdrawnApplication({ school: school('99Q09') }));
    expect((await visitor.open(path)).text).toContain('href="/apply"');
    stage.moveTo('2014-05-02T21:00:00.001Z');
    await visitor.send(linkTo(reference));
    expect((await visitor.open(path)).text).not.toContain('href="/apply"');
  });
});

test('the owner of an application who requests another one gets a link to return', async () => {
  const { reference } = await beginApplication(stage, { school: '99Q10', email: 'owner@example.org' });
  await stage
    .visitor()
    .send('/applications', { ...asking, email: 'owner@example.org', role: 'host', school: '99Q10' });
  const letters = await stage.lettersTo('owner@example.org');
  const back = letters.find(({ kind }) => kind === 'link-to-return');
  expect(locationOf(await stage.visitor().send(linkIn(back)))).toBe(`/applications/${reference}`);
});
