import { describe, expect, test } from 'vitest';
import { isRefusal } from '#domain/base/change.ts';
import { plusDays } from '#domain/base/time.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { isBooked } from '#domain/partnership/visit.ts';
import { withoutPerson } from '#domain/records/erasure.ts';
import { clashesWith, handOver, heldBy } from '#domain/visits/handover.ts';
import { emptyVisitYear } from '#domain/visits/visit-year.ts';
import { aPartnershipOf, noor } from '../../visits/partnerships.ts';
import { aSetting, mei, ofHost, published } from './years.ts';

const ruth = { name: 'Ruth Lindqvist', email: 'ruth.lindqvist@example.org' };
const autumn = '2014-11-20T14:00:00.000Z';
const today = '2014-11-20';
const setting = published(aSetting());
const first = ofHost(setting, 'H1');

function given(partnership: Partnership) {
  const outcome = handOver(partnership, noor, today, ruth, autumn);
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  return outcome;
}

describe('a partnership with a new facilitator', () => {
  const { after, events } = given(first);

  test('names the new facilitator and records the earlier one', () => {
    expect(after.facilitator).toEqual({ name: noor.name, email: noor.email });
    expect(events).toEqual([{ type: 'facilitator-changed', from: mei }]);
    expect(after.history.at(-1)).toEqual({
      at: autumn,
      by: ruth.name,
      what: 'facilitator-changed',
      note: `from ${mei.email} to ${noor.email}`,
    });
  });

  test('keeps its visits on their days, and gives upcoming ones a new version for calendars', () => {
    const coming = first.visits.filter((visit) => isBooked(visit) && visit.date >= today);
    expect(coming.length).toBeGreaterThan(0);
    expect(coming.length).toBeLessThan(first.visits.length);
    expect(after.visits).toEqual(
      first.visits.map((visit) => (coming.includes(visit) ? { ...visit, sequence: 1 } : visit)),
    );
  });

  test('loses the earlier facilitator if that person is erased', () => {
    const person = { email: mei.email, staffNames: [mei.name], successor: 'program@example.org', mark: 'x' };
    const { value } = withoutPerson({ ...after, events }, person);
    expect(JSON.stringify(value)).not.toMatch(/mei\.tanaka|Mei Tanaka/);
  });

  test('can’t get the same facilitator again, and can’t change after it has ended', () => {
    expect(handOver(first, mei, today, ruth, autumn)).toEqual({ refused: 'has-it' });
    expect(handOver({ ...first, state: 'ended', endedAt: autumn }, noor, today, ruth, autumn)).toEqual({
      refused: 'ended',
    });
  });
});

test('a facilitator has their active partnerships and no others', () => {
  const ended: Partnership = { ...aPartnershipOf(3, mei), state: 'ended', endedAt: autumn };
  const all = [first, aPartnershipOf(2, noor), ended];
  expect(heldBy(all, mei.email).map(({ host }) => host.id)).toEqual(['H1']);
});

describe('days that don’t work for another facilitator', () => {
  const next = first.visits.filter(isBooked).find(({ date }) => date >= today);
  const day = next?.date ?? '';

  test('are days off and days with their own visits', () => {
    const off = { ...emptyVisitYear('2014'), daysOff: { [noor.email]: { weekdays: [], dates: [day] } } };
    expect(clashesWith({ ...setting, year: off }, first, noor, today)).toEqual([next]);
    const other = aPartnershipOf(3, noor);
    const busy = { ...other, visits: next ? [{ ...next, visiting: ['P31'], visited: 'H3' }] : [] };
    const partnerships = [...setting.partnerships, busy];
    expect(clashesWith({ ...setting, partnerships }, first, noor, today)).toEqual([next]);
  });

  test('don’t include free days, or days that work for no one', () => {
    expect(clashesWith(setting, first, noor, today)).toEqual([]);
    const lost = {
      ...emptyVisitYear('2014'),
      lostDays: [{ date: day, whose: { kind: 'all' as const }, reason: 'Snow' }],
    };
    expect(clashesWith({ ...setting, year: lost }, first, noor, today)).toEqual([]);
    expect(clashesWith(setting, first, noor, plusDays(day, 300))).toEqual([]);
  });
});
