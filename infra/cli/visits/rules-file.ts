import * as v from 'valibot';
import { usualVisitRules, type VisitRules } from '#domain/program/program.ts';
import type { Invited } from '#invitations/icalendar.ts';
import { isBroken, type Parsed, parsedBy } from '../../parsing/parsed.ts';
import { emailSchema } from '../cells.ts';
import { loadJson } from '../text-file.ts';
import { instantOf } from '../wall-time.ts';

/** The layout of visits, and the extra facts for invitations. */
export type RulesFile = {
  readonly rules: VisitRules;
  /** The start of visits, wall time in `timeZone`: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  readonly timeZone: string;
  /** The sender of invitations. Without one, calendars only show visits and ask for no reply. */
  readonly organizer?: Invited;
};

/** The defaults for everything a file leaves out. */
const usual: RulesFile = {
  rules: usualVisitRules,
  start: '09:00',
  durationMinutes: 180,
  timeZone: 'America/New_York',
};

const days = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(365));

const clockSchema = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time like 09:00'));

// Otherwise a misspelled name would be a rule that silently has no effect.
const rulesFile = v.strictObject({
  pattern: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^[PH]{1,40}$/, 'expected an order of visits like PHPPHPHP: P to the host, H to the partner'),
    ),
  ),
  smallestGapDays: v.exactOptional(days(1)),
  largestGapDays: v.exactOptional(days(1)),
  farthestFromTargetDays: v.exactOptional(days(0)),
  jointVisits: v.exactOptional(v.boolean()),
  start: v.exactOptional(clockSchema),
  durationMinutes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(15), v.maxValue(600))),
  timeZone: v.exactOptional(v.string()),
  organizer: v.exactOptional(
    v.strictObject({ name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)), email: emailSchema }),
  ),
});

/** The rules of a file, completed by the defaults. */
export const loadVisitRules = async (file: string | undefined): Promise<Parsed<RulesFile>> =>
  file === undefined ? { parsed: usual } : loadJson(file, parseRules);

function parseRules(json: unknown): Parsed<RulesFile> {
  const file = parsedBy(rulesFile, json);
  if (isBroken(file)) return file;
  const { start, durationMinutes, timeZone, organizer, ...own } = file.parsed;
  const rules = { ...usualVisitRules, ...own };
  const { smallestGapDays, largestGapDays } = rules;
  if (smallestGapDays > largestGapDays)
    return {
      problems: [`smallestGapDays: ${smallestGapDays} (expected at most largestGapDays, ${largestGapDays})`],
    };
  // Any date shows whether the zone exists.
  if (timeZone !== undefined && typeof instantOf('2026-01-15T12:00', timeZone) !== 'string')
    return { problems: [`timeZone: unknown time zone “${timeZone}”`] };
  return {
    parsed: {
      rules,
      start: start ?? usual.start,
      durationMinutes: durationMinutes ?? usual.durationMinutes,
      timeZone: timeZone ?? usual.timeZone,
      ...(organizer ? { organizer } : {}),
    },
  };
}
