import { sayList } from '../../shared/domain/base/wording.ts';
import { namesIn, sentence, withNames, withoutVisit } from '../../shared/domain/visits/saying.ts';
import type { Setting } from '../../shared/domain/visits/schedule.ts';

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
