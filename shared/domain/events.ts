import type { Instant } from './time.ts';

/**
 * The answer to somebody who asks to apply, or to come back. All go to the inbox they named and to no page, so that
 * nobody learns from the form which schools have applied, or by whom.
 */
export type LinkReply = 'start' | 'return' | 'taken' | 'unknown';

/** A school that is no longer in a partnership. */
export type FormerPartner = { readonly id: string; readonly name: string };

/**
 * What a commit says happened. It travels with the aggregate as that commit left it, so it carries only what the
 * aggregate does not say.
 */
export type Event =
  | { readonly type: 'link-requested'; readonly reply: LinkReply }
  | { readonly type: 'application-started' }
  | { readonly type: 'application-submitted' }
  | { readonly type: 'reviewers-assigned'; readonly reviewers: readonly string[] }
  | { readonly type: 'reviewer-recused'; readonly reviewer: string }
  | { readonly type: 'review-recorded'; readonly reviewer: string }
  | { readonly type: 'information-requested' }
  | { readonly type: 'information-supplied' }
  | { readonly type: 'application-decided' }
  | { readonly type: 'application-withdrawn' }
  | { readonly type: 'proposal-requested' }
  | { readonly type: 'pairing-proposed' }
  | { readonly type: 'pairing-impossible' }
  | { readonly type: 'partner-moved' }
  | { readonly type: 'move-undone' }
  | { readonly type: 'ruling-added' }
  | { readonly type: 'ruling-lifted' }
  | { readonly type: 'facilitator-assigned' }
  | { readonly type: 'pairing-published' }
  | { readonly type: 'partnership-formed' }
  | { readonly type: 'paired-school-withdrew'; readonly school: string }
  | {
      readonly type: 'partnership-repaired';
      /** The partners that are no longer in it. */
      readonly left: readonly FormerPartner[];
      /** Ids of the partners that are new in it. */
      readonly joined: readonly string[];
    }
  | { readonly type: 'partnership-ended' };

export type EventType = Event['type'];

/** One line of an aggregate's own history: when, who, what. */
export type HistoryEntry = {
  readonly at: Instant;
  readonly by: string;
  readonly what: EventType;
  readonly note?: string;
};
