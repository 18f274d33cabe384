import { afterAll, beforeAll, describe, test } from 'vitest';
import {
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aPublishedPairing,
  aSchool,
  aWithdrawnApplication,
} from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { amara, type Console, daniel, hiddenField, ruth, startConsole } from '../reviews/console.ts';
import { by, type Cases, formsOf, survivesLostAnswers } from './lost-answers.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Console;
let proxy: FaultProxy;
beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) => startConsole(undefined, undefined, through)));
  await stage.putRoster([amara, daniel].map(({ email, name }) => ({ email, name })));
  await stage.putSchool(school);
});
afterAll(() => stage.stop());

const school = aSchool({ id: '10X001' });
const underReview = () => stage.put(anApplication({ school, reviewers: [amara.email, daniel.email] }));
const decision = { outcome: 'accepted', reason: 'They share what works.' };

const cases: Cases<'reviews'> = {
  recordReview: async () =>
    by(amara, {
      parameters: { reference: await underReview() },
      fields: {
        'score-practices': '4',
        'score-evidence': '3',
        'score-commitment': '2',
        recommendation: 'accept',
        comment: 'Worth a visit.',
      },
    }),
  recuse: async () =>
    by(amara, { parameters: { reference: await underReview() }, fields: { reason: 'I taught there.' } }),
  requestInformation: async () =>
    by(amara, {
      parameters: { reference: await underReview() },
      fields: { question: 'Which team would partners visit?', step: 'send' },
    }),
  withdrawQuestion: async () => {
    const inquiries = [{ question: 'Which?', askedBy: ruth.name, askedAt: '2014-04-20T14:00:00.000Z' }];
    const reference = await stage.put(anApplication({ school, inquiries }));
    return by(ruth, { parameters: { reference }, fields: { version: '1' } });
  },
  extendDeadline: async () => {
    const reference = await stage.put(aDraft({ school }));
    return by(ruth, { parameters: { reference }, fields: { until: '2014-05-20', version: '1' } });
  },
  addNote: async () =>
    by(ruth, {
      parameters: { reference: await underReview() },
      fields: { note: 'Call the district first.' },
    }),
  assignReviewer: async () => {
    const reference = await stage.put(anApplication({ school, reviewers: [amara.email] }));
    return by(ruth, { parameters: { reference }, fields: { email: daniel.email, version: '1' } });
  },
  decide: async () => {
    const reference = await underReview();
    const preview = await stage.send(ruth, 'decide', { reference }, decision);
    const version = hiddenField(preview, 'version');
    return by(ruth, { parameters: { reference }, fields: { ...decision, version, step: 'send' } });
  },
  cancelDecision: async () => {
    const planned = { ...aDecision(), on: '2014-05-12' };
    const reference = await stage.put({ ...anApplication({ school }), planned });
    return by(ruth, { parameters: { reference }, fields: { version: '1' } });
  },
  reinstate: async () => {
    const reference = await stage.put(
      aWithdrawnApplication({ school, startedAt: '2014-04-10T14:00:00.000Z' }),
    );
    return by(ruth, { parameters: { reference }, fields: { version: '1' } });
  },
  reverseDecision: async () => {
    const reference = await stage.put(aDecidedApplication({ school }));
    const fields = { reason: 'We mixed up two schools.', step: 'send', version: '1' };
    return by(ruth, { parameters: { reference }, fields });
  },
  decideTogether: async () => {
    const others = [school.id, '10X002', '10X003'].map((id) =>
      stage.put(anApplication({ school: aSchool({ id }) })),
    );
    const seen = (await Promise.all(others)).map((reference) => `${reference}:1`);
    return by(ruth, { fields: { ...decision, seen, step: 'send' } });
  },
  confirmPlaceFor: async () => {
    const reference = await stage.put(aDecidedApplication({ school }));
    return by(ruth, { parameters: { reference }, fields: { note: 'Dana called.', version: '1' } });
  },
  extendPlace: async () => {
    const reference = await stage.put(aDecidedApplication({ school }));
    return by(ruth, {
      parameters: { reference },
      fields: { until: '2014-05-30', note: 'Dana is away.', version: '1' },
    });
  },
  giveFinalAnswers: async () => {
    await stage.store.commitPublication({ after: aPublishedPairing(), events: [] });
    const choice = await Promise.all(
      (['accepted-release', 'accepted-waitlist'] as const).map(async (answer, index) => {
        const reference = await stage.put(aDecidedApplication({ school: aSchool({ id: `10X00${index}` }) }));
        return `${reference}:1:${answer}`;
      }),
    );
    const fields = { choice, until: '2014-05-30', 'reason-accepted': 'No host fits {school}.', step: 'send' };
    return by(ruth, { fields });
  },
  addReviewer: async () => {
    const hidden = hiddenIn(await stage.open(ruth, 'reviewers'), 'reviewers');
    return by(ruth, { fields: { ...hidden, name: 'Lena Ortiz', email: 'lena@example.org' } });
  },
  planLeave: async () => {
    await underReview();
    return by(ruth, {
      fields: { reviewer: amara.email, from: '2014-04-28', to: '2014-05-02', handsOn: 'yes' },
    });
  },
  removeReviewer: async () => {
    await underReview();
    return by(ruth, { fields: { email: amara.email, step: 'send' } });
  },
  declareConflict: async () => {
    await underReview();
    return by(ruth, { fields: { school: school.id, email: amara.email, step: 'send' } });
  },
  withdrawConflict: async () => {
    await stage.declare(amara, school.id);
    return by(ruth, { fields: { school: school.id, email: amara.email } });
  },
};

describe('if answers from the table are lost, a form for reviewers and directors', () => {
  test.each(formsOf('reviews'))(
    '(%s) leads to the same page, and its change is stored once',
    async (name) => {
      await survivesLostAnswers({ ...stage, proxy }, name, cases[name]);
    },
  );
});
