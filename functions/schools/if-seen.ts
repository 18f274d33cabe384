import { type Change, isRefusal, type Refusal, refuse } from '../../shared/domain/base/change.ts';
import type { Partnership } from '../../shared/domain/partnership/partnership.ts';
import type { Visit } from '../../shared/domain/partnership/visit.ts';
import { isOvertaken, isSame } from '../http/seen.ts';

type Seen = {
  readonly number: number;
  /** The part of a visit that the form shows. */
  readonly shown: (visit: Visit) => unknown;
  /** The hash of that part when the form was opened. */
  readonly seen: string;
  /** The same part after the change. */
  readonly wanted: (visit: Visit) => unknown;
};

type Outcome<R extends string> = Change<Partnership> | Refusal<R>;

/**
 * Changes a visit only if it is still as it was when the form was opened. If the visit already has the wanted state, the form was
 * sent twice and nothing changes. A refusal by the rules comes first.
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
