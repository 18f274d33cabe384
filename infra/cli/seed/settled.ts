import { type Aggregate, type Change, isRefusal, type Refusal } from '../../../shared/domain/base/change.ts';

/** The aggregate from the domain. A refusal means the sample story is impossible, which is a bug. */
export function settled<A extends Aggregate>(outcome: Change<A> | Refusal<string> | undefined): A {
  if (!outcome) throw new Error('The sample application was refused: there is no one to review it');
  if (isRefusal(outcome)) throw new Error(`The sample application was refused: ${outcome.refused}`);
  return outcome.after;
}
