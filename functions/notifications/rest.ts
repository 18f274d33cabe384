import { type Instant, plusHours } from '../../shared/domain/base/time.ts';

/** Pauses sending after a failure. Otherwise a batch would run out of time with one failure after another. */
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
