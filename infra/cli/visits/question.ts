import { type CalendarDate, plusDays } from '#domain/base/time.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import type { VisitPartnership, VisitPlanProblem } from '#domain/visits/planner/problem.ts';
import type { Participant } from '#invitations/invitation.ts';
import { isBroken, type Parsed, problemsOfAll } from '../../parsing/parsed.ts';
import { known, readSpelling, readVisitId } from '../cells.ts';
import { type Given, ignoredColumns, type Options, sheetOptions } from '../command.ts';
import { namesIn, oneSpelling, sayClosest } from '../names.ts';
import { type Accompanied, accompany, type FacilitatorRow, readFacilitators } from './facilitators.ts';
import {
  type BlackoutRow,
  type PartnershipRows,
  type Partnerships,
  readBlackouts,
  readPartnerships,
} from './partnership-sheet.ts';
import { loadVisitRules, type RulesFile } from './rules-file.ts';
import { groupProblems, readSchoolYear, type SchoolYear } from './school-year.ts';

const required = '--partnerships and --calendar are required.';

/** The options of both commands about the question. */
export const visitQuestionOptions = {
  partnerships: { value: 'FILE', about: 'the partnerships (CSV or xlsx), as pair writes them', required },
  calendar: { value: 'FILE', about: 'the school year (CSV or xlsx)', required },
  facilitators: { value: 'FILE', about: 'facilitators and their days off (CSV or xlsx)' },
  blackouts: { value: 'FILE', about: 'days when individual schools aren’t available (CSV or xlsx)' },
  rules: { value: 'FILE', about: 'order, gaps, times, and organizer (JSON; default: the built-in program)' },
  ...sheetOptions,
} as const satisfies Options;

type VisitFiles = Given<typeof visitQuestionOptions>;

/** The question in the files, and the extra facts for invitations. */
export type VisitQuestion = {
  readonly problem: VisitPlanProblem;
  readonly settings: Omit<RulesFile, 'rules' | 'calendarGroups'>;
  /** Schools and facilitators by ID. The facilitator of an unaccompanied partnership isn't among them. */
  readonly schools: ReadonlyMap<string, Participant>;
  readonly facilitators: ReadonlyMap<string, Participant>;
  /** What a visit between these schools is about: their learning focus. Several if partners have different ones. */
  readonly focusOf: (visit: Pick<PlannedVisit, 'visiting' | 'visited'>) => readonly string[];
};

/** Reads all files and checks them against each other. Every problem names its file, and its row if it has one. */
export async function loadVisitQuestion(files: VisitFiles): Promise<Parsed<VisitQuestion>> {
  const ignored = ignoredColumns(files);
  const ids = {
    readSchoolId: readSpelling(oneSpelling(), readVisitId),
    readPartnershipId: readSpelling(oneSpelling(), readVisitId),
    readFacilitatorId: readSpelling(oneSpelling(), readVisitId),
  };
  const [year, rules] = await Promise.all([
    readSchoolYear(files.calendar, ignored),
    loadVisitRules(files.rules),
  ]);
  // In this order, because the spelling of the partnerships counts.
  const partnerships = isBroken(year)
    ? year
    : await readPartnerships(files.partnerships, year.parsed, ids, ignored);
  const facilitators =
    files.facilitators === undefined
      ? { parsed: undefined }
      : await readFacilitators(files.facilitators, ids, ignored);
  const blackouts =
    files.blackouts === undefined ? { parsed: [] } : await readBlackouts(files.blackouts, ids, ignored);
  if (isBroken(year) || isBroken(partnerships))
    return { problems: problemsOfAll(partnerships, rules, facilitators, blackouts) };
  if (isBroken(rules) || isBroken(facilitators) || isBroken(blackouts))
    return { problems: problemsOfAll(rules, facilitators, blackouts) };
  const accompanied = accompany(files, partnerships.parsed.partnerships, facilitators.parsed);
  const groups = partnerships.parsed.partnerships.flatMap(schoolsIn).flatMap((school) => school.groups);
  const problems = [
    ...groupProblems(files.calendar, year.parsed, groups, rules.parsed),
    ...('problems' in accompanied ? accompanied.problems : []),
    ...daysOffProblems(files.facilitators ?? '', facilitators.parsed ?? [], year.parsed),
    ...blackoutProblems(files, blackouts.parsed, partnerships.parsed, year.parsed),
  ];
  if ('problems' in accompanied || problems.length > 0) return { problems };
  const { rules: visitRules, calendarGroups: _, ...settings } = rules.parsed;
  const { firstDay, lastDay, calendar } = year.parsed;
  return {
    parsed: {
      problem: {
        partnerships: withBlackouts(accompanied.partnerships, blackouts.parsed),
        facilitators: accompanied.facilitators,
        calendar,
        firstDay,
        lastDay,
        rules: visitRules,
      },
      settings,
      schools: schoolsOf(partnerships.parsed),
      facilitators: accompanied.people,
      focusOf: focusIn(partnerships.parsed),
    },
  };
}

const schoolsIn = ({ host, partners }: Pick<PartnershipRows, 'host' | 'partners'>) => [host, ...partners];

const schoolsOf = ({ partnerships, emails }: Partnerships): ReadonlyMap<string, Participant> =>
  new Map(
    partnerships
      .flatMap(schoolsIn)
      .map(({ id, name }) => [id, { name, ...known({ email: emails.get(id) }) }] as const),
  );

/** A partner without a focus of its own has that of its host. */
function focusIn({ partnerships, focuses }: Partnerships): VisitQuestion['focusOf'] {
  const ofPartner = new Map(
    partnerships.flatMap(({ host, partners }) =>
      partners.flatMap(({ id }) => {
        const focus = focuses.get(id) ?? focuses.get(host.id);
        return focus === undefined ? [] : [[id, focus] as const];
      }),
    ),
  );
  return ({ visiting, visited }) => [
    ...new Set([...visiting, visited].flatMap((id) => ofPartner.get(id) ?? [])),
  ];
}

/** All days from one to another, inclusive. */
function daysFrom(from: CalendarDate, to: CalendarDate): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}

function withBlackouts(
  partnerships: Accompanied['partnerships'],
  blackouts: readonly BlackoutRow[],
): readonly VisitPartnership[] {
  const days = new Map<string, CalendarDate[]>();
  for (const { id, from, to } of blackouts) days.set(id, [...(days.get(id) ?? []), ...daysFrom(from, to)]);
  const kept = (school: VisitPartnership['host']) => ({
    ...school,
    blackouts: [...new Set(days.get(school.id) ?? [])].sort(),
  });
  return partnerships.map((partnership) => ({
    ...partnership,
    host: kept(partnership.host),
    partners: partnership.partners.map(kept),
  }));
}

/** A day in another year is a mistake: no one blocks days without school. */
const outside = (year: SchoolYear): string =>
  `is outside the school year, ${year.firstDay} to ${year.lastDay}`;

function blackoutProblems(
  files: VisitFiles,
  blackouts: readonly BlackoutRow[],
  { partnerships }: Partnerships,
  year: SchoolYear,
): readonly string[] {
  const known = namesIn(partnerships.flatMap(schoolsIn).map(({ id }) => id));
  return blackouts.flatMap(({ id, from, to, line }) => {
    const at = `${files.blackouts}:${line}:`;
    const isOutside = to < year.firstDay || from > year.lastDay;
    return [
      ...(known.find(id) === undefined
        ? [`${at} id: “${id}” isn’t in ${files.partnerships}${sayClosest(known, id)}`]
        : []),
      ...(isOutside ? [`${at} ${from === to ? from : `${from} to ${to}`} ${outside(year)}`] : []),
    ];
  });
}

const daysOffProblems = (
  file: string,
  facilitators: readonly FacilitatorRow[],
  year: SchoolYear,
): readonly string[] =>
  facilitators.flatMap(({ line, daysOff }) =>
    daysOff
      .filter((day) => day < year.firstDay || day > year.lastDay)
      .map((day) => `${file}:${line}: days_off: ${day} ${outside(year)}`),
  );
