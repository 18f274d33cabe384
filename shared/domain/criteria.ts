import { type Topic, topicNames } from './answers.ts';

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

/** The phrases that differ between readers. `you` begins a sentence, and `check` ends one. */
export type Wording = {
  readonly you: string;
  readonly check: string;
  readonly unanswered: (topic: Topic) => string;
};

export type Reader = 'school' | 'staff';

export const wordings: Readonly<Record<Reader, Wording>> = {
  school: {
    you: 'You',
    check: 'so our staff will check',
    unanswered: (topic) => `Not answered yet. Complete the section “${topicNames[topic]}”.`,
  },
  staff: {
    you: 'The school',
    check: 'so please check',
    unanswered: (topic) => `The school hasn’t completed the section “${topicNames[topic]}”.`,
  },
};

/*
 * How the directory and the application are weighed: an answer against the school counts. An answer in its favor counts
 * if the directory does not contradict it and does not have to confirm it. Staff check everything else.
 */
export type Judgement = Pick<Finding, 'outcome' | 'why'>;

export const met = (why: string): Judgement => ({ outcome: 'met', why });
export const notMet = (why: string): Judgement => ({ outcome: 'not-met', why });
export const cannotVerify = (why: string): Judgement => ({ outcome: 'cannot-verify', why });
