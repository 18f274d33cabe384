import { sayWallTime } from '#domain/base/time.ts';
import { capitalized, sayList } from '#domain/base/wording.ts';
import { nameOfSchool, type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import { type Delegation, endOf, type Visit } from '#domain/partnership/visit.ts';
import type { Debt } from '#domain/visits/debts.ts';
import type { Setting } from '#domain/visits/schedule.ts';
import { sayTimes } from './numbers.ts';

/** Names of schools by ID, and of facilitators by email address. */
type Names = ReadonlyMap<string, string>;

export const namesIn = (partnerships: readonly Partnership[]): Names =>
  new Map(
    partnerships.flatMap((partnership) => [
      ...[...schoolsOf(partnership), ...(partnership.former ?? [])].map(
        ({ id, name }) => [id, name] as const,
      ),
      [partnership.facilitator.email, partnership.facilitator.name] as const,
    ]),
  );

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Replaces IDs and email addresses in sentences from the planner and its check with the names of schools and facilitators. A name
 * that is already there stays, even if it contains an ID.
 */
export function withNames(names: Names): (sentence: string) => string {
  const known = [...new Set([...names.values(), ...names.keys()])].filter((one) => one !== '');
  if (known.length === 0) return (sentence) => sentence;
  const longestFirst = known.sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(
    `(?<![\\p{Letter}\\p{Number}])(?:${longestFirst.join('|')})(?![\\p{Letter}\\p{Number}])`,
    'gu',
  );
  return (sentence) => sentence.replace(pattern, (found) => names.get(found) ?? found);
}

/**
 * A fault of a visit that the page already names: the check's sentence without its first part, which says who and when. The rest may
 * begin with an ID, so `sentence` adds the capital letter after the names are in it.
 */
function withoutVisit(fault: string): string {
  const [said = '', rest] = fault.split(/: (.*)/s);
  return rest ?? said;
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The same, as a sentence for people. */
export function sayFault(names: Names): (fault: string) => string {
  const say = withNames(names);
  return (fault) => sentence(say(withoutVisit(fault)));
}

/** "P.S. 1 visits P.S. 2", "P.S. 1 and P.S. 3 visit P.S. 2" */
export function sayWho(partnership: Partnership, { visiting, visited }: Pick<Visit, 'visiting' | 'visited'>) {
  const who = sayList(visiting.map((id) => nameOfSchool(partnership, id)));
  return `${capitalized(who)} ${visiting.length === 1 ? 'visits' : 'visit'} ${nameOfSchool(partnership, visited)}`;
}

/** "the principal, 2 from the instructional cabinet, and 1 from the leadership team", "no one" */
export function sayDelegation({ principal, cabinet, leadershipTeam }: Delegation): string {
  const parts = [
    ...(principal ? ['the principal'] : []),
    ...(cabinet > 0 ? [`${cabinet} from the instructional cabinet`] : []),
    ...(leadershipTeam > 0 ? [`${leadershipTeam} from the leadership team`] : []),
  ];
  return parts.length === 0 ? 'no one' : sayList(parts);
}

/** "9:00 AM to 12:00 PM" */
export const sayHours = ({ start, durationMinutes }: Pick<Visit, 'start' | 'durationMinutes'>): string =>
  `${sayWallTime(start)} to ${sayWallTime(endOf({ start, durationMinutes }))}`;

/** "P.S. 112 still needs to visit Host School twice." */
export function sayDebt({ partnership: { host }, partner, between, count }: Debt): string {
  const [visiting, visited] = between.visited === host.id ? [partner, host] : [host, partner];
  return `${visiting.name} still needs to visit ${visited.name} ${sayTimes(count)}.`;
}

const noSchoolDay = /^(.+?) has (no regular school day \(.*\)\.)$/s;

/**
 * The faults of one visit as sentences with names, each once. The page has already named the visit. Schools that are closed for the
 * same reason share a sentence.
 */
export function sayFaults(
  { partnerships }: Pick<Setting, 'partnerships'>,
  faults: readonly string[],
): readonly string[] {
  const say = withNames(namesIn(partnerships));
  const said = [...new Set(faults.map(withoutVisit))];
  const without = Map.groupBy(
    said.flatMap((fault) => {
      const [, school, why] = noSchoolDay.exec(fault) ?? [];
      return school !== undefined && why !== undefined ? [{ school, why }] : [];
    }),
    ({ why }) => why,
  );
  return [
    ...[...without].map(([why, schools]) => {
      const names = schools.map(({ school }) => say(school));
      return sentence(`${sayList(names)} ${names.length === 1 ? 'has' : 'have'} ${why}`);
    }),
    ...said.filter((fault) => !noSchoolDay.test(fault)).map((fault) => sentence(say(fault))),
  ];
}
