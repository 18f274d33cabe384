import type { Instant } from '../../../shared/domain/base/time.ts';
import type { PlannedVisit } from '../../../shared/domain/partnership/visit.ts';
import {
  cancellationOf,
  type Earlier,
  type Invitation,
  type InvitationVersion,
  publishedText,
  requestText,
} from '../../../shared/invitations/icalendar.ts';
import { type InvitedVisit, invitationTo, visitUid } from '../../../shared/invitations/invitation.ts';
import type { Written } from './calendar-folder.ts';
import type { VisitQuestion } from './question.ts';
import { visitIds } from './visit-ids.ts';

/** The result for one visit's invitation. A canceled visit is in no calendar. */
export type Posting = {
  readonly id: string;
  readonly text: string;
  readonly state: 'new' | 'changed' | 'kept' | 'canceled';
  readonly current?: { readonly visit: PlannedVisit; readonly invitation: Invitation };
};

/** The domain of UIDs if no organizer is named. */
const nobodysDomain = 'learning-partners.invalid';

/** The invitations of a plan, given the earlier ones, including cancellations of removed visits. */
export function postingsOf(
  year: string,
  question: VisitQuestion,
  visits: readonly PlannedVisit[],
  written: Written,
  writtenAt: Instant,
): readonly Posting[] {
  const named = visitIds(year, visits);
  const planned = new Set(named.map(({ id }) => id));
  const domain = question.settings.organizer?.email.split('@').at(-1) ?? nobodysDomain;
  return [
    ...named.map(({ id, visit }) =>
      postingOf(
        { id, visit, before: written.get(id), first: { uid: visitUid(id, domain), sequence: 0, writtenAt } },
        (version) => invitationTo(invitedVisit(question, visit), version),
      ),
    ),
    ...[...written]
      .filter(([id]) => !planned.has(id))
      .flatMap(([id, before]) => takenBack(id, before, writtenAt)),
  ];
}

type Before = { readonly text: string; readonly earlier: Earlier };

/** A visit, its earlier invitation, and its first version. */
type Named = {
  readonly id: string;
  readonly visit: PlannedVisit;
  readonly before: Before | undefined;
  readonly first: InvitationVersion;
};

function postingOf(
  { id, visit, before, first }: Named,
  invitationAs: (version: InvitationVersion) => Invitation,
): Posting {
  const posting = (state: Posting['state'], version: InvitationVersion): Posting => {
    const invitation = invitationAs(version);
    return { id, text: textOf(invitation), state, current: { visit, invitation } };
  };
  if (!before) return posting('new', first);
  const { uid, sequence, writtenAt, isCancelled } = before.earlier;
  const kept = posting('kept', { uid, sequence, writtenAt });
  if (kept.text === before.text) return kept;
  return posting(isCancelled ? 'new' : 'changed', { ...first, uid, sequence: sequence + 1 });
}

function takenBack(id: string, { text, earlier }: Before, writtenAt: Instant): readonly Posting[] {
  const cancellation = earlier.isCancelled ? undefined : cancellationOf(text, writtenAt);
  return cancellation === undefined ? [] : [{ id, text: cancellation, state: 'canceled' }];
}

/** An invitation needs an organizer and a guest. Without them it only informs. */
const textOf = (invitation: Invitation): string =>
  invitation.organizer && invitation.guests.length > 0
    ? requestText(invitation)
    : publishedText(invitation.summary, [invitation]);

function invitedVisit(
  { settings, schools, facilitators }: VisitQuestion,
  { partnership, date, visiting, visited, facilitator }: PlannedVisit,
): InvitedVisit {
  const schoolOf = (school: string) => schools.get(school) ?? { name: school };
  const accompanying = facilitators.get(facilitator);
  return {
    date,
    ...settings,
    visiting: visiting.map(schoolOf),
    visited: schoolOf(visited),
    ...(accompanying ? { facilitator: accompanying } : {}),
    notes: [`Partnership ${partnership}.`],
  };
}
