import type { ContactRole, FormerPartner, NamedStaff } from '#domain/base/person.ts';

/**
 * The reply to someone who asks to apply or to come back. It goes only to the inbox they named, so that the form
 * reveals to no one which schools have applied.
 */
export type LinkReply = 'start' | 'return' | 'taken' | 'unknown';

/** What a school loses by withdrawing: a place, and a partnership if it has one. */
export type GivenUp = {
  readonly was?: 'accepted' | 'waitlisted';
  readonly partnership?: { readonly host: FormerPartner; readonly facilitator: NamedStaff };
};

/** What a new contact is sent again if it didn't reach the one before: as far as it still holds. */
export const sentAgainKinds = ['receipt', 'information-request', 'decision', 'decision-correction'] as const;
export type SentAgain = (typeof sentAgainKinds)[number];

/** Events of an application, from its start to the decision. */
export type ApplicationEvent =
  | { readonly type: 'application-started' }
  | { readonly type: 'role-changed' }
  | { readonly type: 'deadline-extended' }
  | { readonly type: 'application-submitted' }
  | { readonly type: 'answers-changed' }
  | { readonly type: 'reviewers-assigned'; readonly reviewers: readonly string[] }
  | { readonly type: 'reviewer-recused'; readonly reviewer: string }
  | { readonly type: 'review-recorded'; readonly reviewer: string }
  | { readonly type: 'note-added' }
  | { readonly type: 'information-requested' }
  | { readonly type: 'information-supplied' }
  | { readonly type: 'information-withdrawn' }
  | { readonly type: 'application-decided' }
  | { readonly type: 'decision-planned' }
  | { readonly type: 'decision-unplanned' }
  | { readonly type: 'decision-reversed' }
  | { readonly type: 'place-confirmed' }
  | { readonly type: 'place-extended' }
  | { readonly type: 'draft-invited' }
  | ({ readonly type: 'application-withdrawn' } & GivenUp)
  | { readonly type: 'application-reinstated' }
  /** `to`: the new contacts, only the applicant if absent. `bySchool`: a contact named them, not staff. */
  | {
      readonly type: 'contact-corrected';
      readonly again?: readonly SentAgain[];
      readonly to?: readonly ContactRole[];
      readonly bySchool?: true;
    };

/** The event of a request to apply. */
export type RequestEvent = { readonly type: 'link-requested'; readonly reply: LinkReply };

/** What happens to a mailing. */
export type MailingEvent = { readonly type: 'mailing-sent' };
