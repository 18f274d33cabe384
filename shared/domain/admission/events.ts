import type { FormerPartner, NamedStaff } from '#domain/base/person.ts';

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

/** Events until schools are partners. */
export type AdmissionEvent =
  | { readonly type: 'link-requested'; readonly reply: LinkReply }
  | { readonly type: 'application-started' }
  | { readonly type: 'application-submitted' }
  | { readonly type: 'reviewers-assigned'; readonly reviewers: readonly string[] }
  | { readonly type: 'reviewer-recused'; readonly reviewer: string }
  | { readonly type: 'review-recorded'; readonly reviewer: string }
  | { readonly type: 'information-requested' }
  | { readonly type: 'information-supplied' }
  | { readonly type: 'application-decided' }
  | ({ readonly type: 'application-withdrawn' } & GivenUp)
  | { readonly type: 'contact-corrected' }
  | { readonly type: 'proposal-requested' }
  | { readonly type: 'pairing-proposed' }
  | { readonly type: 'pairing-impossible' }
  | { readonly type: 'partner-moved' }
  | { readonly type: 'move-undone' }
  | { readonly type: 'ruling-added' }
  | { readonly type: 'ruling-lifted' }
  | { readonly type: 'facilitator-assigned' }
  | { readonly type: 'pairing-published' }
  /** `from` is the partners' earlier host, which left the program; absent if there was none. */
  | { readonly type: 'partnership-formed'; readonly from?: FormerPartner }
  | { readonly type: 'paired-school-withdrew'; readonly school: string }
  | {
      readonly type: 'partnership-repaired';
      /** Partners that left. */
      readonly left: readonly FormerPartner[];
      /** IDs of the partners that joined. */
      readonly joined: readonly string[];
      /** See `partnership-formed`. */
      readonly from?: FormerPartner;
    }
  | { readonly type: 'partnership-ended' }
  /** `from` is the facilitator before. */
  | { readonly type: 'facilitator-changed'; readonly from: NamedStaff };
