import { type Change, isRefusal, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import { type Cycle, endsOn, todayOf } from '#domain/program/cycle.ts';
import { isComplete } from './answers.ts';
import type {
  Application,
  DecidedApplication,
  DraftApplication,
  SubmittedApplication,
} from './application.ts';
import { editableDraft } from './apply.ts';
import type { ApplicationEvent } from './events.ts';

type Reinstated = DraftApplication | SubmittedApplication | DecidedApplication;

export type ReinstatementRefusal = 'not-withdrawn' | 'cycle-closed' | 'year-over';

/**
 * Staff reinstate a withdrawn application within its cycle's year, as it was before. One that wasn't submitted can only
 * continue while drafts are accepted.
 */
export function reinstateApplication(
  application: Application,
  cycle: Cycle,
  staff: NamedStaff,
  now: Instant,
): Change<Reinstated, ApplicationEvent> | Refusal<ReinstatementRefusal> {
  if (application.state !== 'withdrawn') return refuse('not-withdrawn');
  if (todayOf(cycle, now) > endsOn(cycle)) return refuse('year-over');
  const { withdrawnAt: _, was, state: __, ...rest } = application;
  const event = { type: 'application-reinstated' } as const;
  const change = (after: Reinstated) => ({ after: noted(after, now, staff.name, event), events: [event] });
  if (was && isComplete(rest)) {
    const { decision, ...reading } = was;
    const received = { ...rest, ...reading };
    return change(
      decision ? { ...received, state: 'decided', decision } : { ...received, state: 'submitted' },
    );
  }
  const draft = { ...rest, state: 'draft' } as const;
  return isRefusal(editableDraft(draft, cycle, now)) ? refuse('cycle-closed') : change(draft);
}
