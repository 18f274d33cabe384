import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locationOf, mei } from '../reviews/console.ts';
import { type Stage, startStage } from './stage.ts';
import { cycleOf2015, partnershipOf2015 } from './two-years.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.plan(mei);
  await stage.store.putCycle(cycleOf2015);
  await stage.store.commitPartnership({ after: partnershipOf2015(), events: [] });
  stage.today('2015-06-10');
});
afterAll(() => stage.stop());

describe('during a year of visits, after the next year’s pairings are published', () => {
  test('the pages about visits show the current year', async () => {
    const { data } = await stage.read(mei, 'visitPlanPage');
    expect(data.state).toBe('began');
    const { number } = (await stage.booked('H1'))[0] ?? { number: 0 };
    const address = { partnership: '2014-H1', visit: String(number) };
    expect((await stage.open(mei, 'visit', address)).status).toBe(200);
  });

  test('visits of two years stay separate, even if the host is the same school', async () => {
    const { number } = (await stage.booked('H1'))[0] ?? { number: 0 };
    const address = { partnership: '2015-H1', visit: String(number) };
    expect((await stage.open(mei, 'visit', address)).status).toBe(404);
  });

  test('the next year’s schedule is published from its partnership, and the current year stays unchanged', async () => {
    const before = await stage.kept();
    const named = '?partnership=2015-H1';
    const { data } = await stage.read(mei, 'visitPlanPage', {}, named);
    expect(data.visits.map(({ date }: { date: string }) => date).sort()[0]).toMatch(/^2015-/);
    const page = await stage.open(mei, 'visitPlanPage', {}, named);
    expect(page.text).toContain('action="/console/visits/plan?partnership=2015-H1"');
    const fields = { facilitator: mei.email, seen: data.seen };
    const answer = await stage.send(mei, 'publishVisitPlan', {}, fields, named);
    expect(locationOf(answer)).toBe('/console/partnerships/2015-H1?done=planned');
    expect((await stage.store.partnership('2015', 'H1'))?.visits).toHaveLength(data.visits.length);
    expect(await stage.kept()).toEqual(before);
  });
});
