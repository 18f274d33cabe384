import { type Change, isRefusal, type Refusal, refuse } from '../../shared/domain/base/change.ts';
import type { Partnership } from '../../shared/domain/partnership/partnership.ts';
import type { Visit } from '../../shared/domain/partnership/visit.ts';
import { revisePartnership } from '../../shared/store/revise.ts';
import { type Answer, seeOther } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { store } from './context.ts';
import { noPartnership, notDone } from './refusals.tsx';
import type { VisitRequest } from './setting.ts';
import { showVisitChanged } from './visit.tsx';
import { addressOf } from './visit-forms.tsx';
import type { VisitForm } from './visit-page.tsx';

type Revision = {
  readonly form: VisitForm;
  /** The confirmation on the visit's page. */
  readonly done: string;
  /** Whether someone changed what the form shows after it was loaded. */
  readonly isStale: (standing: Visit) => boolean;
  /** Whether the visit already is as the form wants it, because the form was sent twice. */
  readonly isDone: (standing: Visit) => boolean;
  readonly decide: (standing: Partnership) => Change<Partnership> | Refusal<string>;
};

/** Changes the current partnership if the visit is still as it was shown, then shows the visit. */
export async function revised(request: VisitRequest, revision: Revision): Promise<Answer> {
  const { partnership, visit, cycle, staff, fields } = request;
  const { form, done, isStale, isDone, decide } = revision;
  const { id } = partnership.host;
  const outcome = await revisePartnership(store, cycle.id, id, (standing) => {
    const now = standing.visits.find(({ number }) => number === visit.number);
    if (now && isStale(now)) return isDone(now) ? undefined : overtaken(decide(standing));
    return decide(standing);
  });
  if (!outcome) return noPartnership(staff);
  const address = addressOf(request);
  if (!isRefusal<string>(outcome))
    return seeOther(hrefTo('visit', address, { done }), {
      host: id,
      visit: outcome.visits.find(({ number }) => number === visit.number),
    });
  const fresh = outcome.refused === 'changed' ? await asItStands(request) : undefined;
  return fresh
    ? showVisitChanged(fresh, form)
    : notDone(
        staff,
        {
          status: 409,
          title: 'Your change wasn’t saved',
          detail: refusalWords[outcome.refused] ?? outcome.refused,
        },
        { href: hrefTo('visit', address), text: 'See the visit as it is now' },
        { fields, labels: keptLabels },
      );
}

/** A refusal by the rules comes first. If the rules allow the change, someone else's change refuses it. */
const overtaken = (outcome: Change<Partnership> | Refusal<string>): Refusal<string> =>
  isRefusal<string>(outcome) ? outcome : refuse('changed');

async function asItStands(request: VisitRequest): Promise<VisitRequest | undefined> {
  const { cycle, partnership, visit } = request;
  const standing = await store.partnership(cycle.id, partnership.host.id);
  const now = standing?.visits.find(({ number }) => number === visit.number);
  return standing && now && { ...request, partnership: standing, visit: now };
}

/** The text fields in the forms of a visit. */
const keptLabels = {
  reason: 'Reason',
  declineReason: 'Reason',
  place: 'Location in the school',
  theme: 'Theme',
  lookFor: 'What to look for',
  notes: 'Notes',
};

/** Why a visit was not changed. */
export const refusalWords: Readonly<Record<string, string>> = {
  ended: 'This partnership has ended.',
  waiting:
    'A school in this visit withdrew. The visit is on hold until a director decides what happens next.',
  changed: 'Someone else changed this visit while you were looking at it.',
  'not-booked': 'The visit was canceled or has already happened.',
  over: 'The visit is over. Add notes, or record that it didn’t happen.',
  'not-yet': 'The visit isn’t over yet. You can add notes afterward.',
  'no-proposal': 'The school no longer wants a different day.',
};
