/** The result of checking a school against one criterion. With `cannot-verify`, staff need to check. */
export type Outcome = 'met' | 'not-met' | 'cannot-verify';

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  met: 'Met',
  'not-met': 'Not met',
  'cannot-verify': 'Needs a check',
};

/** The result of one criterion for one school. `why` is worded for the school itself or for staff: see `Wording`. */
export type Finding = {
  readonly id: string;
  readonly statement: string;
  readonly outcome: Outcome;
  readonly why: string;
};

/** The phrases that differ between readers. Each begins a sentence, except `check`, which ends one. */
export type Wording = { readonly you: string; readonly youHaveNot: string; readonly check: string };

export type Reader = 'school' | 'staff';

export const wordings: Readonly<Record<Reader, Wording>> = {
  school: { you: 'You', youHaveNot: 'You haven’t', check: 'so our staff will check' },
  staff: { you: 'The school', youHaveNot: 'The school hasn’t', check: 'so please check' },
};

/*
 * How the directory and the application are weighed: an answer against the school counts. An answer in its favor counts
 * if the directory does not contradict it and does not have to confirm it. Staff check everything else.
 */
export type Judgement = Pick<Finding, 'outcome' | 'why'>;

export const met = (why: string): Judgement => ({ outcome: 'met', why });
export const notMet = (why: string): Judgement => ({ outcome: 'not-met', why });
export const cannotVerify = (why: string): Judgement => ({ outcome: 'cannot-verify', why });
