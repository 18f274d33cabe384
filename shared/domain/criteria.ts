/** What can be said of a school and one criterion. "Cannot verify" means that staff have to look. */
export type Outcome = 'met' | 'not-met' | 'cannot-verify';

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  met: 'Met',
  'not-met': 'Not met',
  'cannot-verify': 'Cannot verify',
};

/** One criterion held against one school; `why` is a sentence that applicants and staff read alike. */
export type Finding = {
  readonly id: string;
  readonly statement: string;
  readonly outcome: Outcome;
  readonly why: string;
};

/*
 * How the directory and the application are weighed: what a school says against itself counts; what it says for itself
 * counts where the directory does not contradict it and need not vouch for it; everything else staff have to look at.
 */
export type Judgement = Pick<Finding, 'outcome' | 'why'>;

export const met = (why: string): Judgement => ({ outcome: 'met', why });
export const notMet = (why: string): Judgement => ({ outcome: 'not-met', why });
export const cannotVerify = (why: string): Judgement => ({ outcome: 'cannot-verify', why });
