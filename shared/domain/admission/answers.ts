import type { Role } from '#domain/program/program.ts';
import { type AnswerOf, type AnswersOf, type Topic, topicsOf } from './topics.ts';

export type HostAnswers = AnswersOf<'host'>;
export type PartnerAnswers = AnswersOf<'partner'>;

/** The topics that a draft is missing, in order. */
export const missingTopics = (role: Role, answers: object): readonly Topic[] =>
  topicsOf(role).filter((topic) => !(topic in answers));

export type DraftAnswers =
  | { readonly role: 'host'; readonly answers: Partial<HostAnswers> }
  | { readonly role: 'partner'; readonly answers: Partial<PartnerAnswers> };

export type Answers =
  | { readonly role: 'host'; readonly answers: HostAnswers }
  | { readonly role: 'partner'; readonly answers: PartnerAnswers };

/** One answered question page. */
export type TopicAnswer = { [T in Topic]: { readonly topic: T; readonly answer: AnswerOf<T> } }[Topic];

/** Draft answers with one more topic, or the topic answered anew. */
export const withAnswer = <D extends DraftAnswers>(draft: D, { topic, answer }: TopicAnswer): D => ({
  ...draft,
  answers: { ...draft.answers, [topic]: answer },
});

/** The answers to the topics that both roles have. */
export const sharedAnswers = ({
  answers: { leadership, commitment },
}: DraftAnswers): Partial<HostAnswers & PartnerAnswers> => ({
  ...(leadership && { leadership }),
  ...(commitment && { commitment }),
});

/** Whether no topic of the role is missing. */
export const isComplete = <D extends DraftAnswers>(draft: D): draft is D & Answers =>
  missingTopics(draft.role, draft.answers).length === 0;
