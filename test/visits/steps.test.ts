import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancelVisit } from '#domain/visits/book.ts';
import { nameDelegation } from '#domain/visits/school-actions.ts';
import { type Step, takeSteps } from '../../functions/visits/apply-changes.ts';
import { mei } from '../reviews/console.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.plan(mei);
});
afterAll(() => stage.stop());

const now = '2014-09-10T15:00:00.000Z';

/** A step that was previewed earlier and cancels a visit. */
const aStep = async (host: string, number: number): Promise<Step> => ({
  partnership: await stage.partnership(host),
  decide: (standing) => cancelVisit(standing, number, 'Snow', mei, now),
});
const stateOf = async (host: string, number: number) =>
  (await stage.partnership(host)).visits.find((one) => one.number === number)?.state;

describe('steps over several partnerships', () => {
  test('skip partnerships whose visits changed after the preview, and change the others', async () => {
    const steps = [await aStep('H1', 1), await aStep('H2', 1)];
    await stage.change('H2', (partnership) => {
      const change = cancelVisit(partnership, 2, 'Another reason', mei, now);
      if ('refused' in change) throw new Error(change.refused);
      return change.after;
    });
    const before = await stage.partnership('H2');
    expect(await takeSteps(stage.store, '2014', steps)).toEqual({ done: ['H1'], left: ['H2'] });
    expect(await stateOf('H1', 1)).toBe('cancelled');
    expect(await stage.partnership('H2')).toEqual(before);
  });

  test('work even if a school names its team in between, and keep its answer', async () => {
    const step = await aStep('H1', 3);
    const visit = step.partnership.visits.find(({ number }) => number === 3);
    const coming = { principal: true, cabinet: 2, leadershipTeam: 0, remark: '' };
    await stage.change('H1', (partnership) => {
      const change = nameDelegation(partnership, 3, visit?.visited ?? '', coming, now, stage.cycle);
      if ('refused' in change) throw new Error(change.refused);
      return change.after;
    });
    expect(await takeSteps(stage.store, '2014', [step])).toEqual({ done: ['H1'], left: [] });
    const after = (await stage.partnership('H1')).visits.find(({ number }) => number === 3);
    expect(after).toMatchObject({ state: 'cancelled', delegations: { [visit?.visited ?? '']: coming } });
  });

  test('skip a partnership that no longer exists', async () => {
    const step = await aStep('H1', 4);
    const gone = { ...step.partnership, host: { ...step.partnership.host, id: 'H9' } };
    expect(await takeSteps(stage.store, '2014', [{ ...step, partnership: gone }])).toEqual({
      done: [],
      left: ['H9'],
    });
  });
});
