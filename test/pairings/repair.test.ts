import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { referenceOf } from '#domain/admission/application.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { noteWithdrawal } from '#domain/partnership/repair.ts';
import { aDecidedApplication, aDecision, partnerAnswers } from '../builders.ts';
import { locationOf, mei, ruth } from '../reviews/console.ts';
import { acceptedHost, acceptedPartner, nthSchool, type Stage, startStage } from './stage.ts';

let stage: Stage;
/** The host of the current test. Each test uses another one. */
let host = '';
let hosts: readonly string[] = [];

// All have the same level and region, so every pair is possible.
const alike = { levels: ['middle'] as const, region: 'Bronx' };
const late = {
  accepted: { ...nthSchool('P', 80), ...alike },
  waitlisted: { ...nthSchool('P', 90), ...alike },
};

beforeAll(async () => {
  stage = await startStage(0, 0);
  // 22 partners for 24 places: every host has partners, and two places stay open.
  for (let n = 0; n < 8; n += 1) await stage.put(acceptedHost({ ...nthSchool('H', n), ...alike }, n, 3));
  for (let n = 0; n < 22; n += 1) await stage.put(acceptedPartner({ ...nthSchool('P', n), ...alike }, n));
  await stage.putFacilitators();
  const scenario = await stage.propose('Spring plan');
  await stage.send(ruth, 'assignAllFacilitators', { scenario }, {});
  await stage.send(ruth, 'publishPairing', { scenario }, {});
  await stage.formPartnerships();
  hosts = (await partnerships()).map((one) => one.host.id);
  await stage.put(acceptedPartner(late.accepted, 1));
  await stage.put({
    ...aDecidedApplication({ school: late.waitlisted, decision: aDecision({ outcome: 'waitlisted' }) }),
    role: 'partner',
    answers: partnerAnswers(),
  });
});
beforeEach(() => {
  const [next = '', ...rest] = hosts;
  host = next;
  hosts = rest;
});
afterAll(() => stage.stop());

const partnerships = () => stage.store.partnerships(stage.cycle.id);
const partnership = async (id = host): Promise<Partnership> => {
  const found = await stage.store.partnership(stage.cycle.id, id);
  if (!found) throw new Error(`No partnership of ${id}`);
  return found;
};

/** Records a withdrawal as the stream does. */
async function withdraw(school: string): Promise<void> {
  const change = noteWithdrawal(
    await partnership(),
    school,
    '2014-06-01T12:00:00.000Z',
    '2014-06-01T12:00:00.000Z',
  );
  if (!change) throw new Error('Nothing to note');
  await stage.store.commitPartnership(change);
}

describe('after a partner withdrew', () => {
  test('accepted schools can take the place, and waitlisted ones once they are accepted', async () => {
    const [gone] = (await partnership()).partners;
    await withdraw(gone?.id ?? '');
    expect((await stage.open(ruth, 'partnerships')).text).toContain('1 partnership needs attention');
    expect(
      (await stage.open(mei, 'partnership', { partnership: referenceOf('2014', host) })).text,
    ).not.toContain('Decide what happens');
    const { data } = await stage.read(ruth, 'repairPage', { partnership: referenceOf('2014', host) });
    expect(data.newcomers).toMatchObject([
      { partner: late.accepted.id, isWaitlisted: false },
      { partner: late.waitlisted.id, isWaitlisted: true },
    ]);
    const { text } = await stage.open(ruth, 'repairPage', { partnership: referenceOf('2014', host) });
    expect(text).toContain('Waitlisted: accept it first');
    expect(text).toContain(
      `/console/applications/2014-${late.waitlisted.id}?partnership=2014-${host}#decision`,
    );

    const filled = await stage.send(
      ruth,
      'repairPartnership',
      { partnership: referenceOf('2014', host) },
      { partner: late.accepted.id },
    );
    expect(locationOf(filled)).toBe(`/console/partnerships/2014-${host}?done=repaired`);
    const after = await partnership();
    expect(after.partners.map(({ id }) => id)).toContain(late.accepted.id);
    expect(after.partners.map(({ id }) => id)).not.toContain(gone?.id);
    expect(after.history.at(-1)).toMatchObject({ what: 'partnership-repaired', by: ruth.name });
  });

  test('a waitlisted school or one with a partnership can’t take the place', async () => {
    const [gone] = (await partnership()).partners;
    await withdraw(gone?.id ?? '');
    const before = await partnership();
    const [taken] = (await partnerships()).filter((one) => one.host.id !== host && one.partners.length > 0);
    for (const partner of [late.waitlisted.id, taken?.partners[0]?.id ?? '', 'nonsense']) {
      const answer = await stage.send(
        ruth,
        'repairPartnership',
        { partnership: referenceOf('2014', host) },
        { partner },
      );
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('Choose an accepted school that has no partnership');
    }
    expect(
      (await stage.send(ruth, 'repairPartnership', { partnership: referenceOf('2014', host) }, {})).status,
    ).toBe(422);
    expect(await partnership()).toEqual(before);
  });

  test('the place can stay open, once', async () => {
    const [gone] = (await partnership()).partners;
    await withdraw(gone?.id ?? '');
    const open = { open: gone?.id ?? '' };
    expect(
      (await stage.send(ruth, 'repairPartnership', { partnership: referenceOf('2014', host) }, open)).status,
    ).toBe(303);
    expect((await partnership()).partners.map(({ id }) => id)).not.toContain(gone?.id);
    const { version } = await partnership();
    expect(
      (await stage.send(ruth, 'repairPartnership', { partnership: referenceOf('2014', host) }, open)).status,
    ).toBe(303);
    expect((await partnership()).version).toBe(version);
  });
});

test('after two withdrawals, each needs its own decision, and the page names the other', async () => {
  const [first, second] = (await partnership()).partners;
  await withdraw(first?.id ?? '');
  await withdraw(second?.id ?? '');
  const named = { partnership: referenceOf('2014', host) };
  await stage.send(ruth, 'repairPartnership', named, { open: first?.id ?? '' });
  const { text } = await stage.open(ruth, 'partnership', named, '?done=repaired');
  expect(text).toContain(`You still need to decide what happens without ${second?.name}.`);
  await stage.send(ruth, 'repairPartnership', named, { open: second?.id ?? '' });
  expect((await stage.open(ruth, 'partnership', named, '?done=repaired')).text).toContain(
    'Saved. Everyone in the partnership will get an email.',
  );
});

describe('an open place', () => {
  test('is shown in the list, and directors see which schools could take it', async () => {
    const [gone] = (await partnership()).partners;
    const named = { partnership: referenceOf('2014', host) };
    await withdraw(gone?.id ?? '');
    await stage.send(ruth, 'repairPartnership', named, { open: gone?.id ?? '' });
    const free = (await stage.read(ruth, 'partnership', named)).data.freePlaces;
    expect(free).toBeGreaterThan(0);
    expect((await stage.open(ruth, 'partnerships')).text).toMatch(/\d open places?/);
    const page = (await stage.open(ruth, 'partnership', named)).text;
    expect(page).toContain(`href="/console/partnerships/${named.partnership}/repair"`);
    expect((await stage.open(mei, 'partnership', named)).text).not.toContain('/repair"');
    expect((await stage.open(ruth, 'repairPage', named)).text).toContain('Fill an open place');
  });

  test('is shown if no partner is left', async () => {
    const named = { partnership: referenceOf('2014', host) };
    for (const { id } of (await partnership()).partners) {
      await withdraw(id);
      await stage.send(ruth, 'repairPartnership', named, { open: id });
    }
    const page = (await stage.open(ruth, 'partnership', named)).text;
    expect(page).toContain('This host has 3 open places and no partners.');
    expect(page).toContain('See schools that could take them');
  });
});

describe('after a host withdrew', () => {
  test('its partners move to the best hosts, no one else moves, and the partnership ends', async () => {
    const before = await partnerships();
    await withdraw(host);
    const { data } = await stage.read(ruth, 'repairPage', { partnership: referenceOf('2014', host) });
    const moves = Object.fromEntries(
      data.rehomings.map(({ partner, proposed }: { partner: string; proposed: string }) => [
        `host-${partner}`,
        proposed,
      ]),
    );
    const moved = await stage.send(
      ruth,
      'repairPartnership',
      { partnership: referenceOf('2014', host) },
      moves,
    );
    expect(moved.status).toBe(303);
    expect(await partnership()).toMatchObject({ state: 'ended', partners: [] });
    for (const [field, to] of Object.entries(moves)) {
      const { partners } = await partnership(String(to));
      expect(partners.map(({ id }) => id)).toContain(field.replace('host-', ''));
    }
    for (const other of before.filter((one) => one.host.id !== host)) {
      const now = await partnership(other.host.id);
      expect(now.partners).toEqual(expect.arrayContaining([...other.partners]));
    }
    const again = await stage.open(ruth, 'repairPage', { partnership: referenceOf('2014', host) });
    expect(again.status).toBe(409);
    expect(again.text).toContain('This partnership has ended');
  });

  test('a host without an open place is refused', async () => {
    await withdraw(host);
    const [partner] = (await partnership()).partners;
    const answer = await stage.send(
      ruth,
      'repairPartnership',
      { partnership: referenceOf('2014', host) },
      { [`host-${partner?.id}`]: 'H999' },
    );
    expect(answer.status).toBe(422);
    expect((await partnership()).state).toBe('active');
  });
});
