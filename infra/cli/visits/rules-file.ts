import * as v from 'valibot';
import { isEmail } from '#domain/base/email.ts';
import type { Program, VisitRules } from '#domain/program/program.ts';
import type { Invited } from '#invitations/icalendar.ts';
import { programSchema } from '#store/cycle-schema.ts';
import { isBroken, type Parsed, parsedBy } from '../../parsing/parsed.ts';
import { isTimeZone, sayUnknownZone } from '../../parsing/time-zone.ts';
import { loadShippedProgram, programIn } from '../cycle-file.ts';
import { sayRuleIssue } from '../pairing/rules-file.ts';
import { loadJson } from '../text-file.ts';

/** The layout of visits, and the extra facts for invitations. */
export type RulesFile = {
  readonly rules: VisitRules;
  /** The start of visits, wall time in `timeZone`: `09:00`. */
  readonly start: string;
  readonly durationMinutes: number;
  readonly timeZone: string;
  readonly calendarGroups: Program['calendarGroups'];
  /** The sender of invitations. Without one, calendars only show visits and ask for no reply. */
  readonly organizer?: Invited;
};

const [{ entries: own }] = programSchema.entries.visits.pipe;

const organizer = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  email: v.pipe(v.string(), v.check(isEmail, 'isn’t an email address')),
});

// Otherwise a misspelled name would be a rule that silently has no effect.
const rulesFile = v.strictObject({
  pattern: v.exactOptional(own.pattern),
  smallestGapDays: v.exactOptional(own.smallestGapDays),
  largestGapDays: v.exactOptional(own.largestGapDays),
  farthestFromTargetDays: v.exactOptional(own.farthestFromTargetDays),
  jointVisits: v.exactOptional(own.jointVisits),
  start: v.exactOptional(own.start),
  durationMinutes: v.exactOptional(own.durationMinutes),
  timeZone: v.exactOptional(
    v.pipe(
      v.string(),
      v.check(isTimeZone, ({ input }) => sayUnknownZone(input)),
    ),
  ),
  organizer: v.exactOptional(organizer),
});

const sayIssue = sayRuleIssue(
  new Map([
    ['', Object.keys(rulesFile.entries)],
    ['organizer', Object.keys(organizer.entries)],
  ]),
);

/** The rules of a file, completed by those of the built-in program. A whole program's file works too. */
export async function loadVisitRules(file: string | undefined): Promise<Parsed<RulesFile>> {
  const shipped = await loadShippedProgram();
  if (isBroken(shipped)) return shipped;
  const usual = rulesOfProgram(shipped.parsed);
  return file === undefined ? { parsed: usual } : loadJson(file, (json) => parseRules(json, usual));
}

function parseRules(json: unknown, usual: RulesFile): Parsed<RulesFile> {
  const program = programIn(json);
  if (program) return isBroken(program) ? program : { parsed: rulesOfProgram(program.parsed) };
  const file = parsedBy(rulesFile, json, sayIssue);
  if (isBroken(file)) return file;
  const { start, durationMinutes, timeZone, organizer: sender, ...own } = file.parsed;
  const rules = { ...usual.rules, ...own };
  const { smallestGapDays, largestGapDays } = rules;
  if (smallestGapDays > largestGapDays)
    return {
      problems: [`smallestGapDays: ${smallestGapDays} (expected at most largestGapDays, ${largestGapDays})`],
    };
  return {
    parsed: {
      rules,
      start: start ?? usual.start,
      durationMinutes: durationMinutes ?? usual.durationMinutes,
      timeZone: timeZone ?? usual.timeZone,
      calendarGroups: usual.calendarGroups,
      ...(sender ? { organizer: sender } : {}),
    },
  };
}

function rulesOfProgram({ visits, timeZone, calendarGroups }: Program): RulesFile {
  const { start, durationMinutes, reminderSchoolDays: _, facilitatorsClose: __, ...rules } = visits;
  return { rules, start, durationMinutes, timeZone, calendarGroups };
}
