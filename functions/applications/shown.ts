import type { Application } from '#domain/admission/application.ts';
import { type Topic, topics, topicsOf } from '#domain/admission/topics.ts';
import { seenOf } from '#http/stale-form.ts';

/** What the page of a topic shows. A form is refused if someone else changed what it showed. */
export const answerShown = (
  { answers }: Application,
  topic: Topic,
): { readonly answer: object | undefined } => ({
  answer: new Map<string, object>(Object.entries(answers)).get(topic),
});

/** What the check page shows. */
export const applicationShown = ({ school, role, applicant, principal, answers }: Application): object => ({
  ...{ school, role, applicant, principal, answers },
});

type Part = { readonly id: string; readonly title: string; readonly shown: object };

/** The parts of the check page. `id` is their place on it. */
const partsOf = (application: Application): readonly Part[] => [
  { id: 'contact', title: 'School and applicant', shown: { ...applicationShown(application), answers: {} } },
  ...topicsOf(application.role).map((topic) => ({
    id: topic,
    title: topics[topic].title,
    shown: answerShown(application, topic),
  })),
];

/** A short hash of each part. The hash of the whole decides; these only tell what changed. */
const hashOf = ({ shown }: Part): string => seenOf(shown).slice(0, 8);

export const partsSeen = (application: Application): string => partsOf(application).map(hashOf).join('.');

/** The parts that changed; all if the form did not say what it showed. */
export function partsChanged(application: Application, seen: string): readonly Part[] {
  const hashes = seen.split('.');
  return partsOf(application).filter((part, index) => hashOf(part) !== hashes[index]);
}
