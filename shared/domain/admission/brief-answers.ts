import type { DraftAnswers } from './answers.ts';
import { type Field, type Topic, topics, topicsOf } from './topics.ts';

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
