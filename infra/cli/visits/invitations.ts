import type { Instant } from '../../../shared/domain/time.ts';
import type { PlannedVisit } from '../../../shared/domain/visit-plan/problem.ts';
import { cancellationOf, type Earlier, type Version } from '../../../shared/invitations/earlier.ts';
import { type Invitation, publishedText, requestText } from '../../../shared/invitations/invitation.ts';
import { type InvitedVisit, invitationTo } from '../../../shared/invitations/visit-invitation.ts';
import type { Written } from './calendar-folder.ts';
import type { VisitQuestion } from './question.ts';
import { visitIds } from './visit-ids.ts';

/** What becomes of one visit's invitation. A cancelled one has no place in calendars any more. */
export type Posting = {
  readonly id: string;
  readonly text: string;
  readonly state: 'new' | 'changed' | 'kept' | 'cancelled';
  readonly current?: { readonly visit: PlannedVisit; readonly invitation: Invitation };
};

/** In UIDs of those who name no organizer. */
const nobodysDomain = 'learning-partners.invalid';

/** The invitations of a plan after those that were written before, of the visits that are no more too. */
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
      postingOf(id, visit, written.get(id), writtenAt, (version) =>
        invitationTo(invitedVisit(id, question, visit), { domain, ...version }),
      ),
    ),
    ...[...written]
      .filter(([id]) => !planned.has(id))
      .flatMap(([id, before]) => takenBack(id, before, writtenAt)),
  ];
}

type Before = { readonly text: string; readonly earlier: Earlier };

function postingOf(
  id: string,
  visit: PlannedVisit,
  before: Before | undefined,
  writtenAt: Instant,
  invitationAs: (version: Version) => Invitation,
): Posting {
  const earlier = before?.earlier;
  const same = earlier && invitationAs(earlier);
  if (same && textOf(same) === before?.text)
    return { id, text: before.text, state: 'kept', current: { visit, invitation: same } };
  const invitation = invitationAs({ sequence: earlier ? earlier.sequence + 1 : 0, writtenAt });
  return {
    id,
    text: textOf(invitation),
    state: earlier && !earlier.isCancelled ? 'changed' : 'new',
    current: { visit, invitation },
  };
}

function takenBack(id: string, { text, earlier }: Before, writtenAt: Instant): readonly Posting[] {
  const cancellation = earlier.isCancelled ? undefined : cancellationOf(text, writtenAt);
  return cancellation === undefined ? [] : [{ id, text: cancellation, state: 'cancelled' }];
}

/** An invitation needs somebody who invites and somebody who is invited; without them it only tells. */
const textOf = (invitation: Invitation): string =>
  invitation.organizer && invitation.guests.length > 0
    ? requestText(invitation)
    : publishedText(invitation.summary, [invitation]);

function invitedVisit(
  id: string,
  { settings, schools, facilitators }: VisitQuestion,
  { partnership, date, visiting, visited, facilitator }: PlannedVisit,
): InvitedVisit {
  const schoolOf = (school: string) => schools.get(school) ?? { name: school };
  const accompanying = facilitators.get(facilitator);
  return {
    id,
    date,
    ...settings,
    visiting: visiting.map(schoolOf),
    visited: schoolOf(visited),
    ...(accompanying ? { facilitator: accompanying } : {}),
    notes: [`Partnership ${partnership}.`],
  };
}
