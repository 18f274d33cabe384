import * as v from 'valibot';
import { answersTo, type FinalAnswer, type OpenCase, openCases } from '#domain/admission/final-answer.ts';
import { optionalDateField, optionalTextField, textsField } from '#http/fields.ts';
import { longest } from '../forms.ts';
import { mostTogether, parseSeen, type Seen } from '../together/chosen.ts';

/** Leaves a school without an answer for now. */
export const later = 'later';

/** Whether the choice for a school is to give no answer now. */
export const isLater = (choice: string): boolean => choice.endsWith(`-${later}`);

/** A school, its version that the director saw, what it knew, and its answer. */
export type Choice = Seen & { readonly openCase: OpenCase; readonly answer: FinalAnswer };

/** The choice for one school, as its select sends it: `2014-13K113:7:accepted-release`. */
export const sayChoice = (
  { reference, version, openCase }: Omit<Choice, 'answer'>,
  answer: FinalAnswer | typeof later,
): string => `${reference}:${version}:${openCase}-${answer}`;

/** The part after the version, with what it means. */
const meanings = openCases.flatMap((openCase) =>
  answersTo[openCase].map((answer) => ({ said: `${openCase}-${answer}`, openCase, answer })),
);
const parts = [...meanings.map(({ said }) => said), ...openCases.map((one) => `${one}-${later}`)];

export const reasonField = (openCase: OpenCase) => `reason-${openCase}` as const;
export const savedField = (openCase: OpenCase) => `saved-${openCase}` as const;

export const finalAnswerFields = v.object({
  choice: v.pipe(
    textsField({ maxLength: 120, most: mostTogether }),
    v.everyItem(
      (one) => new RegExp(`^.+:\\d{1,9}:(${parts.join('|')})$`).test(one),
      'Choose an answer for each school',
    ),
  ),
  until: optionalDateField,
  ...v.entriesFromList(openCases.map(reasonField), optionalTextField({ maxLength: longest.reason })),
  step: v.fallback(v.picklist(['preview', 'send', 'write']), 'preview'),
});

/** The choices of a form, without the schools that get no answer now. */
export const choicesOf = (sent: readonly string[]): readonly Choice[] =>
  sent.flatMap((one) => {
    const at = one.lastIndexOf(':');
    const meaning = meanings.find(({ said }) => said === one.slice(at + 1));
    if (!meaning) return [];
    const { openCase, answer } = meaning;
    return [{ ...parseSeen(one.slice(0, at)), openCase, answer }];
  });
