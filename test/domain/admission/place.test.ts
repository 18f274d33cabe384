import { describe, expect, test } from 'vitest';
import {
  confirmPlace,
  placeOf,
  placeStateOf,
  remindsOfPlace,
  unconfirmedPlaces,
} from '#domain/admission/place.ts';
import { summaryOf } from '#domain/admission/summary.ts';
import { aDecidedApplication, aDecision, anApplication, aProgram, aSchool } from '../../builders.ts';

const program = aProgram({ confirmation: { withinDays: 14, reminderDays: 3 } });
const { confirmation: _, ...silent } = program;
const accepted = aDecidedApplication({ decision: aDecision({ at: '2014-04-22T14:00:00.000Z' }) });
/** The last moment of May 6 in New York, and the first of May 7. */
const [lastMoment, tooLate] = ['2014-05-07T03:59:59.999Z', '2014-05-07T04:00:00.000Z'];

describe('an accepted school', () => {
  test('confirms its place within the program’s days, through the end of the last day', () => {
    expect(placeOf(accepted, program)).toEqual({ confirmBy: '2014-05-06' });
    const confirmed = confirmPlace(accepted, program, lastMoment);
    expect(confirmed).toMatchObject({
      after: {
        decision: { outcome: 'accepted', confirmedAt: lastMoment },
        history: [
          ...accepted.history,
          { at: lastMoment, by: accepted.applicant.name, what: 'place-confirmed' },
        ],
      },
      events: [{ type: 'place-confirmed' }],
    });
    expect(confirmPlace(accepted, program, tooLate)).toEqual({ refused: 'too-late' });
  });

  test('confirms once: again, or after the last day, changes nothing', () => {
    const confirmed = { ...accepted, decision: { ...accepted.decision, confirmedAt: lastMoment } };
    expect(confirmPlace(confirmed, program, tooLate)).toEqual({ after: confirmed, events: [] });
    expect(placeOf(confirmed, program)).toEqual({ confirmBy: '2014-05-06', confirmedAt: lastMoment });
  });

  test('has an open place, a confirmed one, or one that is overdue', () => {
    const place = { confirmBy: '2014-05-06' };
    expect(placeStateOf(place, program, lastMoment)).toBe('open');
    expect(placeStateOf(place, program, tooLate)).toBe('overdue');
    expect(placeStateOf({ ...place, confirmedAt: lastMoment }, program, tooLate)).toBe('confirmed');
  });

  test('is reminded on one day, unless it has confirmed', () => {
    const place = { confirmBy: '2014-05-06' };
    const days = ['02', '03', '04', '05', '06', '07'].map((day) => `2014-05-${day}T12:00:00.000Z`);
    expect(days.filter((day) => remindsOfPlace(place, program, day))).toEqual(['2014-05-03T12:00:00.000Z']);
    const confirmed = { ...place, confirmedAt: lastMoment };
    expect(days.some((day) => remindsOfPlace(confirmed, program, day))).toBe(false);
  });
});

test('no other school has a place to confirm, and none in a cycle without the rule', () => {
  const others = [anApplication(), aDecidedApplication({ decision: aDecision({ outcome: 'waitlisted' }) })];
  for (const application of others)
    expect(confirmPlace(application, program, lastMoment)).toEqual({ refused: 'no-place' });
  expect(confirmPlace(accepted, silent, lastMoment)).toEqual({ refused: 'no-place' });
});

test('directors see who hasn’t confirmed, the earliest date first', () => {
  const at = (id: string, day: string, more = {}) =>
    summaryOf(
      program,
      aDecidedApplication({
        school: aSchool({ id, name: `School ${id}` }),
        decision: aDecision({ at: `2014-04-${day}T14:00:00.000Z`, ...more }),
      }),
    );
  const summaries = [
    at('A', '24'),
    at('B', '22'),
    at('C', '21', { confirmedAt: lastMoment }),
    at('D', '20', { outcome: 'declined' }),
  ];
  expect(unconfirmedPlaces(summaries).map(({ schoolName, confirmBy }) => [schoolName, confirmBy])).toEqual([
    ['School B', '2014-05-06'],
    ['School A', '2014-05-08'],
  ]);
});
