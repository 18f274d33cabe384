import type { Role } from '#domain/program/program.ts';
import { type AnswerOf, type AnswersOf, type Field, type Topic, topics, topicsOf } from './topics.ts';

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

/** A shorter text, such as "ok", rarely tells a reviewer anything. */
const leastCharacters = 30;

/** The answered topics with a text that is very short, in order. */
export const briefTopics = ({ role, answers }: DraftAnswers): readonly Topic[] =>
  topicsOf(role).filter((topic) => {
    const given = new Map<string, object>(Object.entries(answers)).get(topic) ?? {};
    const fields = new Map(Object.entries<Field>(topics[topic].fields));
    return Object.entries(given).some(([name, answer]) => {
      const kind = fields.get(name)?.kind;
      return (
        (kind === 'essay' || kind === 'paragraph') &&
        typeof answer === 'string' &&
        answer.length < leastCharacters
      );
    });
  });
