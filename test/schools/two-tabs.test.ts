import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isBooked, type Visit } from '#domain/partnership/visit.ts';
import { locationOf } from '../applications/stage.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { october, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(october));

type Year = Awaited<ReturnType<Stage['aYear']>>;
const visitIn = async (year: Year, number: number) =>
  (await year.stored()).visits.find((one) => one.number === number);

/** Changes a visit like a facilitator would, while someone else has its page open. */
async function change(year: Year, number: number, to: (visit: Visit) => Visit): Promise<void> {
  const before = await year.stored();
  const visits = before.visits.map((one) => (one.number === number ? to(one) : one));
  await stage.store.commitPartnership({ after: { ...before, visits }, events: [] });
}

const move = (date: string) => (visit: Visit) => ({ ...visit, date });
const cancel = (visit: Visit): Visit => {
  if (!isBooked(visit)) return visit;
  const { proposals: _, ...rest } = visit;
  return { ...rest, state: 'cancelled', reason: 'The host moves house' };
};

describe('who is coming', () => {
  const said = { principal: 'yes', cabinet: '2', leadershipTeam: '1', remark: 'By bus.' };

  test('does not silently replace a colleague’s answer', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const hidden = hiddenIn(await visitor.open(`${path}/3`), 'delegation');
    await visitor.send(`${path}/3/delegation`, { ...hidden, ...said });
    const mine = { ...said, cabinet: '5', remark: 'By train.' };
    const late = await visitor.send(`${path}/3/delegation`, { ...hidden, ...mine });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Something changed while you were on this page');
    expect(late.text).toContain('By bus.');
    expect(late.text).toContain('By train.</textarea>');
    expect((await visitIn(year, 3))?.delegations[year.ids.partner]?.cabinet).toBe(2);
    await visitor.send(`${path}/3/delegation`, { ...hiddenIn(late, 'delegation'), ...mine });
    expect((await visitIn(year, 3))?.delegations[year.ids.partner]?.cabinet).toBe(5);
  });

  test('is not saved for a visit that moved in the meantime', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const hidden = hiddenIn(await visitor.open(`${path}/3`), 'delegation');
    await change(year, 3, move('2014-11-17'));
    const late = await visitor.send(`${path}/3/delegation`, { ...hidden, ...said });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Monday, November 17');
    expect(late.text).toContain('By bus.</textarea>');
  });

  test('is saved once if it is sent twice, and both times it says so', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const fields = { ...hiddenIn(await visitor.open(`${path}/3`), 'delegation'), ...said };
    const first = await visitor.send(`${path}/3/delegation`, fields);
    const { version } = await year.stored();
    const second = await visitor.send(`${path}/3/delegation`, fields);
    expect(locationOf(second)).toBe(locationOf(first));
    expect((await year.stored()).version).toBe(version);
  });

  test('can be copied if the visit was canceled in the meantime, and the reason ends with one period', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    await change(year, 3, cancel);
    const late = await visitor.send(`${path}/3/delegation`, said);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Reason for the cancellation: The host moves house.<');
    expect(late.text).toContain('What you wrote');
    expect(late.text).toContain('By bus.');
  });
});

describe('another date', () => {
  const asked = { date: 'other', otherDate: '2014-11-10', reason: 'A play.' };

  test('is not requested for a visit that moved in the meantime, and the form keeps its text', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const hidden = hiddenIn(await visitor.open(`${path}/3`), 'proposal');
    await change(year, 3, move('2014-11-10'));
    const late = await visitor.send(`${path}/3/proposal`, { ...hidden, ...asked });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Something changed while you were on this page');
    expect(late.text).toContain('A play.</textarea>');
    expect(late.text).toContain('value="2014-11-10"');
    expect(await visitIn(year, 3)).toMatchObject({ proposals: [] });
  });

  test('is requested once if it is sent twice', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const fields = { ...hiddenIn(await visitor.open(`${path}/3`), 'proposal'), ...asked };
    const first = await visitor.send(`${path}/3/proposal`, fields);
    const { version } = await year.stored();
    expect(locationOf(await visitor.send(`${path}/3/proposal`, fields))).toBe(locationOf(first));
    expect((await year.stored()).version).toBe(version);
  });
});

describe('a reflection', () => {
  const said = { usefulness: '3', learned: 'Questions matter.', willTry: 'Exit tickets.' };

  test('does not silently replace a colleague’s', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const hidden = hiddenIn(await visitor.open(`${path}/2/reflection`), 'reflection');
    await visitor.send(`${path}/2/reflection`, { ...hidden, ...said });
    const late = await visitor.send(`${path}/2/reflection`, {
      ...hidden,
      ...said,
      learned: 'Silence helps.',
    });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Questions matter.');
    expect(late.text).toContain('Silence helps.</textarea>');
    expect(await visitIn(year, 2)).toMatchObject({ reflections: [{ learned: 'Questions matter.' }] });
    const again = { ...hiddenIn(late, 'reflection'), ...said, learned: 'Both.' };
    await visitor.send(`${path}/2/reflection`, again);
    expect(await visitIn(year, 2)).toMatchObject({ reflections: [{ learned: 'Both.' }] });
  });

  test('can be copied if the visit was canceled in the meantime', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    await change(year, 2, cancel);
    const late = await visitor.send(`${path}/2/reflection`, said);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Questions matter.');
  });
});

test('a calendar link that was just created survives the same form', async () => {
  const year = await stage.aYear();
  const { visitor, path } = await year.as(year.ids.partner);
  const calendar = path.replace('/visits', '/calendar');
  const hidden = hiddenIn(await visitor.open(path), 'calendar');
  await Promise.all([visitor.send(calendar, hidden), visitor.send(calendar, hidden)]);
  expect((await year.stored()).subscriptions).toEqual({ [year.ids.partner]: 1 });
  await visitor.send(calendar, hiddenIn(await visitor.open(path), 'calendar'));
  expect((await year.stored()).subscriptions).toEqual({ [year.ids.partner]: 2 });
});
