import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { correctContact } from '#domain/admission/apply.ts';
import { addReviewer, emptyRoster } from '#domain/admission/roster.ts';
import { correctPairedContact, formPartnership } from '#domain/partnership/partnership.ts';
import { emptyVisitYear, noDaysOff, setDaysOff } from '#domain/visits/visit-year.ts';
import { applicationRecords } from '#store/applications.ts';
import type { StoredRecord } from '#store/dynamo-table.ts';
import type { Exactly } from '#store/parse-record.ts';
import { partnershipRecords } from '#store/partnerships.ts';
import { rosterRecords } from '#store/rosters.ts';
import { parseCommitted } from '#store/stream.ts';
import { visitYearRecords } from '#store/visit-years.ts';
import { anApplication, aStaffMember } from '../builders.ts';

const staff = aStaffMember({ name: 'Ana' });
const now = '2014-09-01T10:00:00.000Z';
const contact = { name: 'Eve', position: 'Principal', email: 'eve@example.org' };

/** Fields that this release does not know. */
const unknown = { language: 'es', survey: { asked: { at: now }, answers: [1, 2] } };
const fromNewer = (record: StoredRecord): StoredRecord => ({
  ...record,
  body: { ...record.body, ...unknown },
});

const afterOf = <A>(outcome: { readonly after: A } | { readonly refused: string } | undefined): A => {
  if (!outcome || 'refused' in outcome) throw new Error('The operation was refused.');
  return outcome.after;
};

const school = (id: string) => ({
  ...{ id, name: id, levels: [], region: 'Brooklyn', reference: `2014-${id}`, focusAreas: [] },
  contact: { ...contact, name: id },
});
const aPartnership = formPartnership(
  '2014',
  {
    host: { ...school('H'), capacity: 1 },
    partners: [{ ...school('P'), why: 'They are near each other.' }],
    facilitator: { name: 'Fay', email: 'fay@example.org' },
  },
  staff,
  now,
).after;

describe('a record of a newer release keeps the fields that this release does not know', () => {
  test('an application', () => {
    const stored = fromNewer(applicationRecords.record(anApplication(), []));
    const after = afterOf(correctContact(applicationRecords.parse(stored), contact, 'o', staff, now));
    const written = applicationRecords.record(after, []);
    expect(written.body).toMatchObject({ ...unknown, applicant: contact });
  });

  test('a roster', () => {
    const stored = fromNewer(rosterRecords.record(emptyRoster('2014'), []));
    const written = rosterRecords.record(
      addReviewer(rosterRecords.parse(stored), 'Rae', 'rae@example.org'),
      [],
    );
    expect(written.body).toMatchObject({ ...unknown, reviewers: [{ name: 'Rae' }] });
  });

  test('a partnership', () => {
    const stored = fromNewer(partnershipRecords.record(aPartnership, []));
    const applied = { reference: '2014-P', applicant: contact };
    const after = afterOf(correctPairedContact(partnershipRecords.parse(stored), applied, staff.name, now));
    expect(partnershipRecords.record(after, []).body).toMatchObject({ ...unknown, partners: [{ contact }] });
  });

  test('a visit year', () => {
    const stored = fromNewer(visitYearRecords.record(emptyVisitYear('2014'), []));
    const { after } = setDaysOff(visitYearRecords.parse(stored), 'fay@example.org', noDaysOff, staff, now);
    expect(visitYearRecords.record(after, []).body).toMatchObject({
      ...unknown,
      daysOff: { 'fay@example.org': noDaysOff },
    });
  });
});

test('a record with an event of another kind of aggregate can’t be read', () => {
  const record = partnershipRecords.record(aPartnership, []);
  const events = [{ type: 'partnership-ended' }];
  expect(parseCommitted({ ...record, events })).toMatchObject({ type: 'partnership', events });
  expect(() => parseCommitted({ ...record, events: [{ type: 'pairing-proposed' }] })).toThrow(
    /can’t be read at events\.0\.type/,
  );
});

test('a schema that lacks a field or a kind of its type does not compile', () => {
  type Happening = { readonly type: 'moved'; readonly from?: string } | { readonly type: 'held' };
  const moved = v.object({ type: v.literal('moved'), from: v.exactOptional(v.string()) });
  const whole = v.variant('type', [moved, v.object({ type: v.literal('held') })]);
  const withoutKind = v.variant('type', [moved]);
  const withoutField = v.variant('type', [v.omit(moved, ['from']), v.object({ type: v.literal('held') })]);
  type Fits<S extends v.GenericSchema> = S extends Exactly<Happening, S> ? 'fits' : 'lacks something';
  const verdicts: readonly [Fits<typeof whole>, Fits<typeof withoutKind>, Fits<typeof withoutField>] = [
    'fits',
    'lacks something',
    'lacks something',
  ];
  expect(verdicts).toHaveLength(3);
  expect([whole, withoutKind, withoutField].map((schema) => v.is(schema, { type: 'held' }))).toEqual([
    true,
    false,
    true,
  ]);
});

describe('a history of an older release', () => {
  test('has the outcome of a decision, which was only its note', () => {
    const entry = (what: 'application-decided' | 'review-recorded', note: string) => ({
      ...{ at: now, by: 'Ana', what, note },
    });
    const history = [entry('application-decided', 'Waitlisted'), entry('review-recorded', 'Declined')];
    const application = anApplication({ history });
    const stored = applicationRecords.record(application, []);
    expect(applicationRecords.parse(stored).history).toEqual([
      { ...history[0], outcome: 'waitlisted' },
      history[1],
    ]);
  });

  test('has the day of a visit, which was only its note', () => {
    const booked = { at: now, by: 'Ana', what: 'visit-booked', note: '2014-10-06' } as const;
    const stored = partnershipRecords.record({ ...aPartnership, history: [booked] }, []);
    expect(partnershipRecords.parse(stored).history).toEqual([{ ...booked, date: '2014-10-06' }]);
  });
});
