import { type Instant, plusHours } from '../../shared/domain/time.ts';

/** When the mail service is left alone: a batch of letters would otherwise run out of time with one failure after another. */
export type Rest = {
  readonly isOn: (now: Instant) => boolean;
  readonly begin: (now: Instant) => void;
};

const restSeconds = 30;

export function openRest(): Rest {
  let endsAt = '';
  return {
    isOn: (now) => now < endsAt,
    begin: (now) => {
      endsAt = plusHours(now, restSeconds / 3600);
    },
  };
}
