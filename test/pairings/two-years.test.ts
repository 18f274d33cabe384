import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aCycle } from '../builders.ts';
import { type Console, mei, startConsole } from '../reviews/console.ts';
import { aPartnershipOf, calendarOf2014 } from '../visits/partnerships.ts';
import { cycleOf2015, partnershipOf2015 } from '../visits/two-years.ts';

let stage: Console;
beforeAll(async () => {
  stage = await startConsole(
    () => import('../../functions/pairings/handler.ts'),
    aCycle({ calendar: calendarOf2014() }),
  );
  await stage.store.commitPartnership({ after: aPartnershipOf(1, mei), events: [] });
  await stage.store.putCycle(cycleOf2015);
  vi.setSystemTime(new Date('2015-06-10T15:00:00.000Z'));
});
afterAll(() => stage.stop());

describe('while the next cycle has no partnerships yet', () => {
  test('the current year’s partnerships are listed', async () => {
    const { data } = await stage.read(mei, 'partnerships');
    expect(data).toMatchObject({ cycle: '2014', mine: [{ partnership: '2014-H1' }] });
  });
});

describe('once the next cycle has partnerships', () => {
  beforeAll(async () => {
    await stage.store.commitPartnership({ after: partnershipOf2015(), events: [] });
  });

  test('they are listed, with a link to the current year’s', async () => {
    const { data } = await stage.read(mei, 'partnerships');
    expect(data).toMatchObject({ cycle: '2015', mine: [{ partnership: '2015-H1' }] });
    const { text } = await stage.open(mei, 'partnerships');
    expect(text).toContain('href="/console/partnerships?cycle=2014">2014–15 partnerships');
    expect((await stage.read(mei, 'partnerships', {}, '?cycle=2014')).data.cycle).toBe('2014');
  });

  test('a host’s partnerships in two cycles have separate pages', async () => {
    const { data: earlier } = await stage.read(mei, 'partnership', { partnership: '2014-H1' });
    expect(earlier.partners).toHaveLength(2);
    const { data: later } = await stage.read(mei, 'partnership', { partnership: '2015-H1' });
    expect(later.partners).toHaveLength(1);
    const { text } = await stage.open(mei, 'partnership', { partnership: '2015-H1' });
    expect(text).toContain('2015–16 partnerships');
    expect(text).toContain('partnership=2015-H1">Schedule the year’s visits');
  });
});
