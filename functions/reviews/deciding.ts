import type * as v from 'valibot';
import type { Application, DecidedApplication } from '../../shared/domain/admission/application.ts';
import { type DecisionRefusal, decisions } from '../../shared/domain/admission/decide.ts';
import { type Change, isRefusal, type Refusal, refuse } from '../../shared/domain/base/change.ts';
import type { StaffMember } from '../../shared/domain/base/person.ts';
import { sayMoment } from '../../shared/domain/base/time.ts';
import type { decisionFields } from './forms.ts';
import { sayDecision } from './words.tsx';

export type Decided = v.InferOutput<typeof decisionFields>;

export type WhyNotSent = DecisionRefusal | 'changed';

/** Decides any version of the application. */
export const decideAs =
  ({ outcome, reason }: Decided, staff: StaffMember, now: string) =>
  (application: Application): Change<DecidedApplication> | Refusal<DecisionRefusal> =>
    decisions[outcome](application, reason, staff, now);

/** Decides only the version the director saw. The first decision wins, and no one decides on changes they have not read. */
export const decideSeen =
  (wanted: Decided, staff: StaffMember, now: string, seen: number) =>
  (application: Application): Change<DecidedApplication> | Refusal<WhyNotSent> => {
    const outcome = decideAs(wanted, staff, now)(application);
    return isRefusal<DecisionRefusal>(outcome) || application.version === seen ? outcome : refuse('changed');
  };

/** "Ruth declined this application on Friday, May 3, at 9:12 AM." */
export function sayWhatStands(application: Application, timeZone: string): string {
  switch (application.state) {
    case 'decided':
      return `${sayDecision(application.decision)} on ${sayMoment(timeZone, application.decision.at)}.`;
    case 'withdrawn':
      return `The school withdrew its application on ${sayMoment(timeZone, application.withdrawnAt)}.`;
    case 'draft':
      return 'The school is still working on its application.';
    case 'submitted':
      return 'It’s still waiting for a decision.';
  }
}
