import { sayWallTime } from '../base/time.ts';
import { capitalized, sayList } from '../base/wording.ts';
import { nameOfSchool, type Partnership, schoolsOf } from '../partnership/partnership.ts';
import { type Delegation, endOf, type Visit } from '../partnership/visit.ts';

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
export function withoutVisit(fault: string): string {
  const [said = '', rest] = fault.split(/: (.*)/s);
  return rest ?? said;
}

export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

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
