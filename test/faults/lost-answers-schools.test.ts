import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { hiddenIn } from '../http/hidden-in.ts';
import type { Typed } from '../reviews/console.ts';
import { october, type Stage, startStage } from '../schools/stage.ts';
import { type Cases, formsOf, type ReadyForm, survivesLostAnswers } from './lost-answers.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Stage;
let proxy: FaultProxy;
beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) => startStage(undefined, through)));
});
beforeEach(() => stage.moveTo(october));
afterAll(() => stage.stop());

/** The form on a page of a partner’s visits, filled in. */
async function filledIn(page: string, action: string, fields: Typed): Promise<ReadyForm> {
  const year = await stage.aYear();
  const { visitor, path } = await year.as(year.ids.partner);
  const hidden = hiddenIn(await visitor.open(`${path}${page}`), action);
  return {
    cookies: visitor.cookies(),
    parameters: { reference: `2014-${year.ids.partner}`, visit: page.split('/')[1] ?? '' },
    fields: { ...hidden, ...fields },
  };
}

const cases: Cases<'schools'> = {
  nameDelegation: () =>
    filledIn('/3', 'delegation', { principal: 'yes', cabinet: '2', leadershipTeam: '1', remark: 'By bus.' }),
  proposeDate: () =>
    filledIn('/3', 'proposal', { date: 'other', otherDate: '2014-11-10', reason: 'A play.' }),
  giveReflection: () =>
    filledIn('/2/reflection', 'reflection', {
      usefulness: '3',
      learned: 'Questions matter.',
      willTry: 'Exit tickets.',
    }),
  renewCalendar: () => filledIn('', 'calendar', {}),
};

describe('if answers from the table are lost, a school’s form about its visits', () => {
  test.each(formsOf('schools'))(
    '(%s) leads to the same page, and its change is stored once',
    async (name) => {
      await survivesLostAnswers(
        { handler: stage.handler, table: stage.store.table, proxy },
        name,
        cases[name],
      );
    },
  );
});
