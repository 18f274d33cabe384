import type { Recommendation } from '#domain/admission/application.ts';

export const recommendationNames: Readonly<Record<Recommendation, string>> = {
  accept: 'Accept',
  waitlist: 'Waitlist',
  decline: 'Decline',
};
