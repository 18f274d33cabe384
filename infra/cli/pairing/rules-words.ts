import type * as v from 'valibot';
import { keyFaultOf, placeOf, sayWrong } from '../../parsing/say-issue.ts';

/** "the 1st quota", by its index from 0 */
export const sayQuota = (index: number): string => `the ${sayPosition(index + 1)} quota`;

/** "1st", "22nd", "113th" */
function sayPosition(position: number): string {
  const isTeen = Math.floor(position / 10) % 10 === 1;
  const ending = isTeen ? undefined : ['th', 'st', 'nd', 'rd'][position % 10];
  return `${position}${ending ?? 'th'}`;
}

/** The allowed names in each part of the rules, by the part's name; '' is the whole file. */
type RuleNames = ReadonlyMap<string, readonly string[]>;

/** A problem of a rules file, with its place: "weights: “level” is missing". */
export const sayRuleIssue =
  (names: RuleNames) =>
  (issue: v.BaseIssue<unknown>): string => {
    const [part = '', ...deeper] = placeOf(issue);
    const wrong = sayUnknown(issue, names.get(String(part)) ?? [], part === '') ?? sayWrong(issue);
    const [index, ...rest] = deeper;
    const place =
      part === 'quotas' && typeof index === 'number' ? [sayQuota(index), ...rest] : [part, ...deeper];
    return [...place.filter((name) => name !== ''), wrong].join(': ');
  };

function sayUnknown(
  issue: v.BaseIssue<unknown>,
  known: readonly string[],
  isWhole: boolean,
): string | undefined {
  const key = keyFaultOf(issue);
  if (key?.wrong !== 'isn’t allowed here' || known.length === 0) return undefined;
  return isWhole
    ? `“${key.name}” isn’t a rule (expected one of ${known.join(', ')})`
    : `“${key.name}” ${key.wrong} (expected one of ${known.join(', ')})`;
}
