import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { signToken } from '#links/token.ts';
import {
  answerAll,
  applicant,
  asking,
  draftOf,
  hostForms,
  keys,
  linkIn,
  linkTo,
  type Stage,
  startStage,
  today,
  type Visitor,
} from '../applications/stage.ts';
import { aDecidedApplication, aDecision, anApplication, aSchool } from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { type Cases, formsOf, survivesLostAnswers } from './lost-answers.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Stage;
let proxy: FaultProxy;
beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) => startStage(undefined, through)));
});
beforeEach(() => stage.moveTo(today));
afterAll(() => stage.stop());

const reference = '2014-99Q01';
const draft = () => draftOf(stage, '99Q01');
/** What the hidden fields of a page’s form say. */
const hiddenOf = async (visitor: Visitor, page: string, action: string) =>
  hiddenIn(await visitor.open(page), action);

const cases: Cases<'applications'> = {
  ask: async () => {
    const hidden = await hiddenOf(stage.visitor(), '/questions', 'questions');
    const fields = {
      ...hidden,
      name: 'Dana',
      email: 'dana@example.org',
      question: 'Who pays for substitutes?',
    };
    return { cookies: [], fields };
  },
  askAboutOwn: async () => {
    const { visitor, path } = await draft();
    const hidden = await hiddenOf(visitor, `${path}/messages`, 'messages');
    return {
      cookies: visitor.cookies(),
      parameters: { reference },
      fields: { ...hidden, question: 'Who pays for substitutes?' },
    };
  },
  requestApplication: async () => {
    const visitor = stage.visitor();
    const hidden = await hiddenOf(visitor, '/apply/contact?role=host&school=99Q01', 'applications');
    return { cookies: [], fields: { ...asking, ...hidden } };
  },
  requestLink: async () => {
    const { visitor } = await draft();
    const hidden = await hiddenOf(visitor, '/apply/return', 'return');
    return { cookies: [], fields: { ...hidden, school: reference, email: applicant.email } };
  },
  followLink: async () => {
    const email = 'first.time@example.org';
    await stage.visitor().send('/applications', { ...asking, email, role: 'host', school: '99Q01' });
    const [letter] = await stage.lettersTo(email);
    return { cookies: [], parameters: { token: linkIn(letter).split('/').at(-1) ?? '' } };
  },
  optOut: async () => {
    const subject = 'rosa@example.org';
    const expiresAt = '2100-01-01T00:00:00.000Z';
    return {
      cookies: [],
      parameters: { token: signToken(keys, { purpose: 'opt-out', subject, expiresAt }) },
    };
  },
  answerQuestion: async () => {
    const { visitor, path } = await draft();
    const hidden = await hiddenOf(visitor, `${path}/questions/leadership`, 'leadership');
    return {
      cookies: visitor.cookies(),
      parameters: { reference, topic: 'leadership' },
      fields: { ...hidden, yearsHere: '3', yearsElsewhere: '1' },
    };
  },
  changeContacts: async () => {
    const { visitor, path } = await draft();
    const hidden = await hiddenOf(visitor, `${path}/contacts`, 'contacts');
    const principal = { principalName: 'Rosa Díaz', principalEmail: 'rosa@example.org' };
    return {
      cookies: visitor.cookies(),
      parameters: { reference },
      fields: { ...hidden, ...asking, isPrincipal: 'no', ...principal },
    };
  },
  changeRole: async () => {
    const { visitor, path } = await draft();
    const hidden = await hiddenOf(visitor, `${path}/role`, 'role');
    return { cookies: visitor.cookies(), parameters: { reference }, fields: hidden };
  },
  submitApplication: async () => {
    const { visitor, path } = await draft();
    await answerAll(visitor, reference, hostForms);
    const hidden = await hiddenOf(visitor, `${path}/check`, 'submission');
    return { cookies: visitor.cookies(), parameters: { reference }, fields: hidden };
  },
  confirmPlace: async () => {
    const visitor = stage.visitor();
    await stage.put(
      aDecidedApplication({ school: aSchool({ id: '99Q01' }), decision: aDecision({ at: today }) }),
    );
    await visitor.send(linkTo(reference));
    return { cookies: visitor.cookies(), parameters: { reference } };
  },
  supplyInformation: async () => {
    const visitor = stage.visitor();
    const inquiry = { question: 'Which team?', askedBy: 'Amara Okafor', askedAt: today };
    await stage.put(anApplication({ school: aSchool({ id: '99Q01' }), inquiries: [inquiry] }));
    await visitor.send(linkTo(reference));
    const hidden = await hiddenOf(visitor, `/applications/${reference}/information`, 'information');
    const fields = { ...hidden, answer: 'The whole cabinet.' };
    return { cookies: visitor.cookies(), parameters: { reference }, fields };
  },
  leaveBrowser: async () => ({ cookies: (await draft()).visitor.cookies() }),
  withdraw: async () => ({ cookies: (await draft()).visitor.cookies(), parameters: { reference } }),
};

describe('if answers from the table are lost, an applicant’s form', () => {
  test.each(formsOf('applications'))(
    '(%s) leads to the same page, and its change is stored once',
    async (name) => {
      const sending = { handler: stage.handler, table: stage.store.table, proxy };
      await survivesLostAnswers(sending, name, cases[name]);
    },
  );
});
