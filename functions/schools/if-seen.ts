import { type Change, isRefusal, type Refusal, refuse } from '../../shared/domain/change.ts';
import type { Partnership } from '../../shared/domain/partnership.ts';
import type { Visit } from '../../shared/domain/visits/visit.ts';
import { isOvertaken, isSame } from '../http/seen.ts';

type Seen = {
  readonly number: number;
  /** What the form shows of a visit. */
  readonly shown: (visit: Visit) => unknown;
  /** What it showed when it was filled in. */
  readonly seen: string;
  /** What it shows once it is done. */
  readonly wanted: (visit: Visit) => unknown;
};

type Outcome<R extends string> = Change<Partnership> | Refusal<R>;

/**
 * Decides on a visit only if a form shows what it showed when it was filled in. Where it shows already what is wanted, the form was sent
 * twice, and nothing changes; what the rules refuse anyway is said first.
 */
export const ifSeen =
  <R extends string>(
    { number, shown, seen, wanted }: Seen,
    decide: (partnership: Partnership) => Outcome<R>,
  ): ((partnership: Partnership) => Outcome<R | 'changed'> | undefined) =>
  (partnership) => {
    const outcome = decide(partnership);
    const visit = partnership.visits.find((one) => one.number === number);
    if (isRefusal<R>(outcome) || !visit || !isOvertaken(shown(visit), seen)) return outcome;
    return isSame(shown(visit), wanted(visit)) ? undefined : refuse('changed');
  };
