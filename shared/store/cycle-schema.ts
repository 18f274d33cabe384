import * as v from 'valibot';
import { isEmail } from '#domain/base/email.ts';
import { distanceUnits } from '#domain/base/wording.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import {
  type CalendarEntry,
  type CriterionKinds,
  type CriterionOf,
  calendarMarks,
  focusRules,
  hostCriterionKinds,
  mostOutlinePoints,
  type Program,
  partnerMarkKinds,
  polygonsOf,
  type RegionOutlines,
} from '#domain/program/program.ts';
import { levels, ratings } from '#domain/program/school.ts';

/** The one parser of a program's rules and of a cycle, whether they come from a file or from the table. */
type Parser<T> = v.GenericSchema<unknown, T>;

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const days = v.pipe(count, v.maxValue(365));
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const level = v.picklist(levels);
const date = v.pipe(v.string(), v.isoDate());
// In the one spelling that compares as text, whatever offset it was given with.
const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((timestamp) => new Date(timestamp).toISOString()),
);
const stated = { id: text, statement: text };
const scoredParts = v.pipe(v.array(v.object({ ...stated, lookFor: text })), v.minLength(1), v.maxLength(12));
const amounts = { years: v.number(), percent, rating: v.picklist(ratings) };

function criterion<Kinds extends CriterionKinds>(kinds: Kinds): Parser<CriterionOf<Kinds>>;
function criterion(kinds: CriterionKinds): Parser<object> {
  return v.variant(
    'kind',
    Object.entries(kinds).map(([kind, needs]) => {
      const needed = Object.entries(needs).map(([name, unit]) => [name, amounts[unit]]);
      return v.object({ ...stated, kind: v.literal(kind), ...Object.fromEntries(needed) });
    }),
  );
}

const outlinesExpected = 'expected GeoJSON: a FeatureCollection of Polygons and MultiPolygons';
const degrees = (most: number) => v.pipe(v.number(), v.minValue(-most), v.maxValue(most));
// GeoJSON may add a height.
const position = v.tuple([degrees(180), degrees(90)]);
const ring = v.pipe(
  v.array(position),
  v.minLength(4, 'a ring needs at least four points'),
  v.check(
    (points) => String(points[0]) === String(points.at(-1)),
    'a ring must end at the point where it starts',
  ),
);
const rings = v.pipe(v.array(ring), v.minLength(1, 'a polygon needs a ring'));
const outlinesSchema = v.pipe(
  v.variant(
    'type',
    [
      v.object({
        type: v.literal('FeatureCollection'),
        features: v.array(
          v.object({
            type: v.literal('Feature'),
            properties: v.object({ name: text }),
            geometry: v.variant(
              'type',
              [
                v.object({ type: v.literal('Polygon'), coordinates: rings }),
                v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(rings) }),
              ],
              outlinesExpected,
            ),
          }),
        ),
      }),
    ],
    outlinesExpected,
  ),
  v.check(
    (outlines) => polygonsOf(outlines).flat(2).length <= mostOutlinePoints,
    `has too many points: simplify the outlines to ${mostOutlinePoints} points in all`,
  ),
) satisfies Parser<RegionOutlines>;

export const programSchema = v.object({
  id: text,
  rulesVersion: v.pipe(count, v.minValue(1)),
  name: text,
  district: text,
  timeZone: text,
  // Cycles stored before these two existed were in English, of a program that counts in miles.
  lang: v.optional(text, 'en'),
  distanceUnit: v.optional(v.picklist(distanceUnits), 'miles'),
  contactEmail: v.pipe(v.string(), v.check(isEmail, 'isn’t an email address')),
  summary: text,
  guide: v.exactOptional(
    v.object({
      ...{ timeAway: text, coverage: text, money: text },
      staff: v.array(v.object({ name: text, title: text })),
      questions: v.array(v.object({ question: text, answer: text })),
    }),
  ),
  regions: v.pipe(v.array(text), v.minLength(1)),
  regionOutlines: v.exactOptional(outlinesSchema),
  emphasis: v.array(level),
  targets: v.object({ host: count, partner: count }),
  quotas: v.array(v.object({ region: v.exactOptional(text), level: v.exactOptional(level), atLeast: count })),
  capacity: v.object({ smallest: count, usual: count, largest: count }),
  focusAreas: v.pipe(v.array(v.object({ id: text, name: text })), v.minLength(1)),
  hostCriteria: v.array(criterion(hostCriterionKinds)),
  partnerMarks: v.array(criterion(partnerMarkKinds)),
  review: v.object({
    readersPerApplication: v.pipe(count, v.minValue(1)),
    rubric: v.pipe(v.array(v.object({ score: count, name: text, meaning: text })), v.minLength(2)),
    reasons: v.exactOptional(v.pipe(v.array(v.pipe(text, v.maxLength(2000))), v.maxLength(30))),
    answerSchoolDays: v.exactOptional(v.pipe(count, v.minValue(1), v.maxValue(60))),
    waitingSchoolDays: v.exactOptional(v.pipe(count, v.minValue(1), v.maxValue(60))),
    scored: v.exactOptional(v.object({ host: scoredParts, partner: scoredParts })),
  }),
  pairing: v.object({
    weights: v.pipe(
      v.object({ focusArea: count, level: count, distance: count, demographics: count, region: count }),
      v.check(
        (weights) => Object.values(weights).reduce((sum, weight) => sum + weight, 0) === 10_000,
        'The weights must add up to 10,000',
      ),
    ),
    farthestKm: v.pipe(v.number(), v.minValue(1)),
    withinKm: v.exactOptional(v.pipe(v.number(), v.minValue(1))),
    neighboringLevels: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    mixesLevels: v.boolean(),
    focus: v.exactOptional(v.picklist(focusRules)),
    secondChoice: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  }),
  visits: v.pipe(
    v.object({
      pattern: v.pipe(
        v.string(),
        v.regex(/^[PH]{1,40}$/, 'expected an order of visits like PHPPHPHP: P to the host, H to the partner'),
      ),
      smallestGapDays: v.pipe(days, v.minValue(1)),
      largestGapDays: v.pipe(days, v.minValue(1)),
      farthestFromTargetDays: days,
      jointVisits: v.boolean(),
      start: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time like 09:00')),
      durationMinutes: v.pipe(count, v.minValue(15), v.maxValue(600)),
      reminderSchoolDays: v.pipe(count, v.maxValue(20)),
      facilitatorsClose: v.exactOptional(v.picklist(['school', 'region'])),
    }),
    v.check(
      ({ smallestGapDays, largestGapDays }) => smallestGapDays <= largestGapDays,
      'smallestGapDays must not be above largestGapDays',
    ),
  ),
  calendarGroups: v.array(v.object({ name: text, kind: text })),
  confirmation: v.exactOptional(
    v.pipe(
      v.object({
        withinDays: v.pipe(days, v.minValue(1), v.maxValue(120)),
        reminderDays: v.pipe(days, v.minValue(1)),
      }),
      v.check(
        ({ withinDays, reminderDays }) => reminderDays < withinDays,
        'reminderDays must be below withinDays',
      ),
    ),
  ),
  graceHours: count,
}) satisfies Parser<Program>;

export const calendarEntrySchema = v.object({
  from: date,
  to: date,
  appliesTo: v.array(text),
  event: text,
  studentsPresent: v.picklist(['yes', 'no', 'early', 'remote', 'exam']),
  marks: v.exactOptional(v.picklist(calendarMarks)),
}) satisfies Parser<CalendarEntry>;

export const cycleSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,20}$/, 'expected up to 20 letters and digits')),
  name: text,
  startsIn: text,
  opensAt: instant,
  closesAt: instant,
  program: programSchema,
  calendar: v.array(calendarEntrySchema),
}) satisfies Parser<Cycle>;
