import type { Recommendation } from '#domain/admission/application.ts';

export const recommendationNames: Readonly<Record<Recommendation, string>> = {
  accept: 'Accept',
  waitlist: 'Waitlist',
  decline: 'Decline',
};

/** The mark of a review, or of a change to it, that its reviewer didn't write alone. */
export const sayAfterOthers = (isChange: boolean): string =>
  `${isChange ? 'Changed' : 'Written'} after reading other reviews`;
