import { capitalized, sayList } from '../amounts.ts';
import { nameOfSchool, type Partnership, schoolsOf } from '../partnership.ts';
import { sayWallTime } from '../time.ts';
import type { Delegation, Visit } from './visit.ts';
import { endOf } from './visit-hours.ts';

/** Names of schools by their ids, and of facilitators by their addresses. */
export type Names = ReadonlyMap<string, string>;

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
 * Sentences of the planner and of its check with the names of schools and facilitators in the place of ids and addresses. A name
 * that is there already stays, whatever ids are in it.
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
 * What does not hold of a visit that is named already: a sentence of the check without who and when, which it begins with. It may begin
 * with an id, so it gets its capital letter when names are in it: see `sentence`.
 */
export function withoutVisit(fault: string): string {
  const [said = '', rest] = fault.split(/: (.*)/s);
  return rest ?? said;
}

export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The same as a sentence for people. */
export function sayFault(names: Names): (fault: string) => string {
  const say = withNames(names);
  return (fault) => sentence(say(withoutVisit(fault)));
}

/** "P.S. 1 visits P.S. 2", "P.S. 1 and P.S. 3 visit P.S. 2" */
export function sayWho(partnership: Partnership, { visiting, visited }: Pick<Visit, 'visiting' | 'visited'>) {
  const who = sayList(visiting.map((id) => nameOfSchool(partnership, id)));
  return `${capitalized(who)} ${visiting.length === 1 ? 'visits' : 'visit'} ${nameOfSchool(partnership, visited)}`;
}

/** "the principal, 2 of the instructional cabinet and 1 of the leadership team", "nobody" */
export function sayDelegation({ principal, cabinet, leadershipTeam }: Delegation): string {
  const parts = [
    ...(principal ? ['the principal'] : []),
    ...(cabinet > 0 ? [`${cabinet} of the instructional cabinet`] : []),
    ...(leadershipTeam > 0 ? [`${leadershipTeam} of the leadership team`] : []),
  ];
  return parts.length === 0 ? 'nobody' : sayList(parts);
}

/** "9:00 AM to 12:00 PM" */
export const sayHours = ({ start, durationMinutes }: Pick<Visit, 'start' | 'durationMinutes'>): string =>
  `${sayWallTime(start)} to ${sayWallTime(endOf({ start, durationMinutes }))}`;
