import type { NamedStaff } from '../../shared/domain/base/person.ts';
import type { Instant } from '../../shared/domain/base/time.ts';
import { type Cycle, endsOn, todayOf } from '../../shared/domain/program/cycle.ts';
import { opensWeek } from '../../shared/domain/visits/attention.ts';
import { activePartnerships, type Setting } from '../../shared/domain/visits/schedule.ts';
import { visitDigest } from '../../shared/letters/digests.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import type { Parts } from './parts.ts';

/**
 * One errand for each facilitator on the first school day of a week. Visits continue while schools apply for the next year, so
 * this looks at all of `cycles` whose year hasn't ended.
 */
export async function weekErrands(
  { store, addresses }: Parts,
  cycles: readonly Cycle[],
  at: Instant,
): Promise<readonly (() => Promise<readonly Letter[]>)[]> {
  const opening = cycles.filter((cycle) => isWeekOf(cycle, at));
  const settings = await Promise.all(
    opening.map(async (cycle): Promise<Setting> => {
      const [year, partnerships] = await Promise.all([
        store.visitYear(cycle.id),
        store.partnerships(cycle.id),
      ]);
      return { cycle, year, partnerships };
    }),
  );
  return settings.flatMap((setting) =>
    facilitatorsOf(setting).map(
      (facilitator) => async () => visitDigest(setting, facilitator, { cycle: setting.cycle, addresses }, at),
    ),
  );
}

function isWeekOf(cycle: Cycle, at: Instant): boolean {
  const today = todayOf(cycle, at);
  return today <= endsOn(cycle) && opensWeek(cycle, today);
}

const facilitatorsOf = ({ partnerships }: Setting): readonly NamedStaff[] => [
  ...new Map(
    activePartnerships(partnerships).map(({ facilitator }) => [facilitator.email, facilitator]),
  ).values(),
];
