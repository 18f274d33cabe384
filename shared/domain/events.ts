import type { Instant } from './time.ts';

/**
 * The answer to somebody who asks to apply, or to come back. All go to the inbox they named and to no page, so that
 * nobody learns from the form which schools have applied, or by whom.
 */
export type LinkReply = 'start' | 'return' | 'taken' | 'unknown';

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
  | { readonly type: 'application-withdrawn' };

export type EventType = Event['type'];

/** One line of an aggregate's own history: when, who, what. */
export type HistoryEntry = {
  readonly at: Instant;
  readonly by: string;
  readonly what: EventType;
  readonly note?: string;
};
