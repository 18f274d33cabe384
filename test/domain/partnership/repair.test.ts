import { describe, expect, test } from 'vitest';
import {
  type ActivePartnership,
  freePlaces,
  nameOfSchool,
  needsRepair,
  type PairedPartner,
  takesPart,
} from '#domain/partnership/partnership.ts';
import { endPartnership, fillPlace, leavePlaceOpen, noteWithdrawal } from '#domain/partnership/repair.ts';
import { sayWho } from '#text/visits.ts';
import { done, may, refusalOf, ruth, somePartnerships } from '../pairing/sample.ts';

const aNewcomer: PairedPartner = {
  id: 'P0',
  name: 'School P0',
  levels: ['middle'],
  region: 'Brooklyn',
  reference: '2014-P0',
  contact: { name: 'Principal of P0', position: 'Principal', email: 'p0@example.org' },
  focusAreas: ['feedback'],
  why: 'Both are in Brooklyn.',
};

async function theFirst(): Promise<ActivePartnership> {
  const [first] = await somePartnerships();
  if (!first) throw new Error('A partnership is needed');
  return first;
}
const without = async (schoolId: string) =>
  done(noteWithdrawal(await theFirst(), schoolId, may(20), may(21)));
const idsOf = ({ partners }: Pick<ActivePartnership, 'partners'>) => partners.map(({ id }) => id);

describe('a school that withdraws', () => {
  test.each(['H1', 'P2'])(
    'keeps its place until a director decides, and is recorded once (%s)',
    async (id) => {
      const first = await theFirst();
      expect(needsRepair(first)).toBe(false);
      const change = noteWithdrawal(first, id, may(20), may(21));
      expect(change?.events).toEqual([{ type: 'paired-school-withdrew', school: id }]);
      const noted = done(change);
      expect(needsRepair(noted)).toBe(true);
      expect(noted.history.at(-1)?.note).toBe(`School ${id}`);
      expect(idsOf(noted)).toEqual(['P1', 'P2']);
      expect(takesPart(noted, id)).toBe(true);
      expect(noteWithdrawal(noted, id, may(20), may(22))).toBeUndefined();
    },
  );

  test('changes nothing in other partnerships', async () => {
    expect(noteWithdrawal(await theFirst(), 'P3', may(20), may(21))).toBeUndefined();
  });
});

describe('the place of a partner that withdrew', () => {
  test('stays open and can then be filled', async () => {
    const noted = await without('P2');
    expect(freePlaces(noted)).toBe(0);
    const open = leavePlaceOpen(noted, 'P2', ruth, may(22));
    expect(open).toMatchObject({
      events: [{ type: 'partnership-repaired', left: [{ id: 'P2', name: 'School P2' }], joined: [] }],
    });
    expect(idsOf(done(open))).toEqual(['P1']);
    expect(freePlaces(done(open))).toBe(1);
    expect(needsRepair(done(open))).toBe(false);
  });

  test('goes to another school, and all others stay', async () => {
    const filled = fillPlace(await without('P2'), aNewcomer, ruth, may(22));
    expect(filled).toMatchObject({
      events: [{ type: 'partnership-repaired', left: [{ id: 'P2', name: 'School P2' }], joined: ['P0'] }],
    });
    expect(idsOf(done(filled))).toEqual(['P0', 'P1']);
    expect(done(filled).history.at(-1)?.note).toBe('School P2 left, School P0 joined');
    expect(done(filled).partners[1]).toEqual((await theFirst()).partners[0]);
  });

  test.each([
    [
      'can’t be left open if the partner has not withdrawn',
      async () => leavePlaceOpen(await theFirst(), 'P1', ruth, may(22)),
      'not-withdrawn',
    ],
    [
      'can’t be filled beyond the capacity',
      async () => fillPlace(await theFirst(), aNewcomer, ruth, may(22)),
      'host-full',
    ],
    [
      'can’t be filled by a school that is already in it',
      async () => fillPlace(await without('P2'), { ...aNewcomer, id: 'P1' }, ruth, may(22)),
      'already-in',
    ],
    [
      'can’t be filled if the host is gone',
      async () => fillPlace(await without('H1'), aNewcomer, ruth, may(22)),
      'host-withdrew',
    ],
  ] as const)('%s', async (_, repair, refused) => {
    expect(refusalOf(await repair())).toBe(refused);
  });
});

describe('a school that left', () => {
  test('is still named by the partnership until it comes back', async () => {
    expect((await theFirst()).former).toBeUndefined();
    const open = done(leavePlaceOpen(await without('P2'), 'P2', ruth, may(22)));
    expect(open.former).toEqual([{ id: 'P2', name: 'School P2' }]);
    expect([nameOfSchool(open, 'P2'), nameOfSchool(open, 'P1')]).toEqual(['School P2', 'School P1']);
    const back = done(fillPlace(open, { ...aNewcomer, id: 'P2' }, ruth, may(23)));
    expect(back.former).toEqual([]);
  });

  test('for another host is named by the partnership that ended', async () => {
    const ended = done(endPartnership(await without('H1'), ['P1'], ruth, may(22)));
    expect(ended.former).toEqual([{ id: 'P1', name: 'School P1' }]);
  });

  test('has no name if it left before names were stored, and is never shown by ID', async () => {
    const visit = { visiting: ['P7'], visited: 'H1' };
    expect(sayWho(await theFirst(), visit)).toBe('A former partner visits School H1');
  });
});

describe('the partnership of a host that withdrew', () => {
  test('ends once its partners are moved, and keeps those without a host', async () => {
    const ended = endPartnership(await without('H1'), ['P1'], ruth, may(22));
    expect(ended).toMatchObject({ events: [{ type: 'partnership-ended' }] });
    const after = done(ended);
    expect(after).toMatchObject({ state: 'ended', endedAt: may(22) });
    expect(after.partners.map(({ id }) => id)).toEqual(['P2']);
    expect([needsRepair(after), freePlaces(after), takesPart(after, 'P2')]).toEqual([false, 0, false]);
    expect(refusalOf(endPartnership(after, [], ruth, may(23)))).toBe('ended');
    expect(refusalOf(fillPlace(after, aNewcomer, ruth, may(23)))).toBe('ended');
    expect(noteWithdrawal(after, 'P2', may(23), may(23))).toBeUndefined();
  });

  test('does not end while the host stays', async () => {
    expect(refusalOf(endPartnership(await theFirst(), [], ruth, may(22)))).toBe('host-stays');
  });
});
