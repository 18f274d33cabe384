import { sayDate, sayDateWithYear, sayShortDate } from '#domain/base/time.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import type { ClashCause, Relaxation, VisitClash } from '#domain/visits/planner/problem.ts';
import { type Names, noSchoolYear } from './visits.ts';

/** A clash for people: why there is no schedule, and changes that would help. */
export type SaidClash = {
  readonly kind: ClashCause['kind'];
  readonly statement: string;
  readonly relax: readonly string[];
};

export const sayClashes = (clashes: readonly VisitClash[], names: Names): readonly SaidClash[] =>
  clashes.map(({ cause, relax }) => ({
    kind: cause.kind,
    statement: sayCause(cause, names),
    relax: relax.map((one) => sayRelaxation(one, names)),
  }));

function sayCause(cause: ClashCause, names: Names): string {
  switch (cause.kind) {
    case 'too-few-days':
      return `${sayAttendant(cause, names)} would need ${cause.unaccompanied === undefined ? 'to attend ' : ''}${countOf(cause.visits, 'visit')} from ${sayDate(cause.from)} to ${sayDate(cause.to)}, but ${cause.days === 0 ? 'has no free school days then' : `only has ${countOf(cause.days, 'free school day')}`}.`;
    case 'too-few-common-days':
      return `${sayTrio(cause, names)} have ${cause.days === 0 ? 'no day' : countOf(cause.days, 'day')} in common but need ${countOf(cause.visits, 'visit')}.`;
    case 'no-fitting-days': {
      const { smallestGapDays, largestGapDays, farthestFromTargetDays } = cause.rules;
      return `${sayTrio(cause, names)} have ${countOf(cause.days, 'day')} in common, but no ${cause.visits} of them are ${smallestGapDays} to ${largestGapDays} days apart and within ${countOf(farthestFromTargetDays, 'day')} of their ideal dates.`;
    }
    case 'proven-impossible':
      return `The visits for ${sayPartnersOf(cause, names)} don’t fit together. They’d need the same days.`;
    case 'not-found':
      return `We couldn’t find a schedule for ${sayPartnersOf(cause, names)}, but one may exist.`;
    case 'partnership-twice':
      return `Partnership ${names.school(cause.id)} is listed twice.`;
    case 'facilitator-twice':
      return `Facilitator ${names.facilitator(cause.id)} is listed twice.`;
    case 'school-twice':
      return `School ${names.school(cause.id)} is in two partnerships, or listed twice in one.`;
    case 'unknown-letter':
      return `The order of visits can contain only P and H: ${cause.pattern}`;
    case 'no-whole-number':
      return `${ruleNames[cause.rule]} is ${countOf(cause.days, 'day')}. Use a whole number of ${cause.least} or more.`;
    case 'gaps-reversed':
      return `The largest gap (${countOf(cause.largestGapDays, 'day')}) is smaller than the smallest gap (${cause.smallestGapDays}).`;
    case 'invalid-date':
      return `“${cause.date}” in ${sayOwner(cause, names)} isn’t a valid date.`;
    case 'year-reversed':
      return `The first day, ${sayDateWithYear(cause.firstDay)}, is after the last day, ${sayDateWithYear(cause.lastDay)}.`;
    case 'no-school-days':
      return `The calendar has no school days from ${sayDateWithYear(cause.firstDay)} to ${sayDateWithYear(cause.lastDay)}.`;
    case 'no-partners':
      return `Partnership ${names.school(cause.partnership)} has no partners.`;
    case 'unknown-facilitator':
      return `Partnership ${names.school(cause.partnership)} names a facilitator who isn’t listed: ${names.facilitator(cause.facilitator)}`;
    case 'no-school-year':
      return noSchoolYear;
    case 'no-visits':
      return 'None of this facilitator’s partnerships has visits to schedule.';
  }
}

/** No page changes these rules. */
const programRule = 'a program rule: ask your IT team';

function sayRelaxation(relaxation: Relaxation, names: Names): string {
  switch (relaxation.kind) {
    case 'free-days':
      return sayFreed(relaxation.dates, names.facilitator(relaxation.facilitator));
    case 'hand-over': {
      const { partnership, facilitator, to } = relaxation;
      const taker = to === undefined ? 'another facilitator with enough free days' : names.facilitator(to);
      return `Assign ${names.school(partnership)}’s partnership from ${names.facilitator(facilitator)} to ${taker}.`;
    }
    case 'free-common-days':
      return sayFreed(relaxation.dates, sayTrio(relaxation, names));
    case 'larger-gap':
      return `Allow up to ${countOf(relaxation.days, 'day')} between visits (${programRule}).`;
    case 'smaller-gap':
      return `Allow visits ${countOf(relaxation.days, 'day')} apart (${programRule}).`;
    case 'farther-by-days':
      return `Allow visits up to ${countOf(relaxation.days, 'day')} from their ideal dates (${programRule}).`;
    case 'looser-rules':
      return `Allow gaps of ${relaxation.smallestGapDays} to ${relaxation.largestGapDays} days and visits up to ${countOf(relaxation.farthestFromTargetDays, 'day')} from their ideal dates (${programRule}).`;
    case 'joint-visits':
      return `Allow joint visits (${programRule}).`;
    case 'fewer-visits':
      return `Schedule only ${countOf(relaxation.visits, 'visit')} for each partner (${programRule}).`;
    case 'several-changes':
      return 'Combine several changes. No single change is enough.';
    case 'add-calendar':
      return 'Add a calendar with a first and last day of school to this cycle.';
  }
}

type Trio = Extract<Relaxation, { readonly kind: 'free-common-days' }>;

const sayTrio = ({ partner, host, facilitator, unaccompanied }: Omit<Trio, 'kind' | 'dates'>, names: Names) =>
  sayList([
    partner.name,
    host.name,
    ...(unaccompanied === undefined ? [names.facilitator(facilitator)] : []),
  ]);

const sayFreed = (dates: readonly string[], who: string): string =>
  `Free up ${countOf(dates.length, 'more day', 'more days')} for ${who}, such as ${sayList(dates.map(dates.length > 5 ? sayShortDate : sayDate))}.`;

type Attendant = Pick<Trio, 'facilitator' | 'unaccompanied'>;

const sayAttendant = ({ facilitator, unaccompanied }: Attendant, names: Names): string =>
  unaccompanied === undefined ? names.facilitator(facilitator) : `Partnership ${names.school(unaccompanied)}`;

type Together = Extract<ClashCause, { readonly partners: number }>;

const sayPartnersOf = ({ partners, ...attendant }: Together, names: Names): string =>
  `${sayAttendant(attendant, names)}’s ${countOf(partners, 'partner')}`;

const ruleNames: Readonly<Record<Extract<ClashCause, { readonly kind: 'no-whole-number' }>['rule'], string>> =
  {
    smallestGapDays: 'The smallest gap',
    largestGapDays: 'The largest gap',
    farthestFromTargetDays: 'The distance from the ideal date',
  };

function sayOwner(
  { of, name }: Extract<ClashCause, { readonly kind: 'invalid-date' }>,
  names: Names,
): string {
  switch (of) {
    case 'year':
      return 'the year';
    case 'event':
      return name;
    case 'facilitator':
      return names.facilitator(name);
    case 'school':
      return names.school(name);
  }
}
