import type { Partnership } from '../partnership.ts';
import type { CalendarDate } from '../time.ts';
import { type Clash, clashesIn, type Debt, debtsOf, unnotedIn } from './debts.ts';
import { type BookedVisit, type DateProposal, isBooked, type Visit } from './visit.ts';
import { type Withdrawal, withdrawalsIn, withoutWithdrawn } from './withdrawn.ts';
import { activePartnerships, type Setting, visitingPartnerships } from './year-problem.ts';

/** A visit with its partnership. */
export type DatedVisit = { readonly partnership: Partnership; readonly visit: BookedVisit };

/** Items in a year of visits that need attention, the most pressing first. */
export type Attention = {
  /** Partnerships in which a school withdrew. A director decides what happens next. */
  readonly withdrawals: readonly Withdrawal[];
  readonly clashes: readonly Clash[];
  readonly debts: readonly Debt[];
  /** Date requests that no one has answered. */
  readonly proposals: readonly (DatedVisit & { readonly proposal: DateProposal })[];
  /** Past visits that need notes. */
  readonly unnoted: readonly { readonly partnership: Partnership; readonly visit: Visit }[];
  /** Partnerships without a schedule. */
  readonly unplanned: readonly Partnership[];
};

export function attentionTo(setting: Setting, today: CalendarDate): Attention {
  const partnerships = visitingPartnerships(setting.partnerships);
  const active = activePartnerships(setting.partnerships);
  return {
    withdrawals: withdrawalsIn(active, today),
    clashes: clashesIn(setting, today),
    debts: debtsOf(partnerships, setting.cycle.program),
    proposals: partnerships.flatMap((partnership) =>
      partnership.visits
        .filter(isBooked)
        .filter(({ date }) => date > today)
        .flatMap((visit) =>
          (withoutWithdrawn(partnership, visit)?.proposals ?? []).map((proposal) => ({
            ...{ partnership, visit, proposal },
          })),
        ),
    ),
    unnoted: active.flatMap((partnership) =>
      unnotedIn(partnership, today).map((visit) => ({ partnership, visit })),
    ),
    unplanned: partnerships.filter(({ plannedFrom }) => plannedFrom === undefined),
  };
}

/** Only the items of some facilitators' partnerships. */
export const attentionOf = (all: Attention, isOne: (partnership: Partnership) => boolean): Attention => ({
  withdrawals: all.withdrawals.filter(({ partnership }) => isOne(partnership)),
  clashes: all.clashes.filter(({ partnership }) => isOne(partnership)),
  debts: all.debts.filter(({ partnership }) => isOne(partnership)),
  proposals: all.proposals.filter(({ partnership }) => isOne(partnership)),
  unnoted: all.unnoted.filter(({ partnership }) => isOne(partnership)),
  unplanned: all.unplanned.filter(isOne),
});

export const nothingIn = (attention: Attention): boolean =>
  Object.values(attention).every((list) => list.length === 0);
