import { Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import type { Fields } from './fields.ts';

/** A text that someone sent, and the question it answers, if known. */
export type Written = { readonly question?: string; readonly answer: string };

type Labels = Readonly<Record<string, string>>;

/** The texts of some fields of a form. */
export const writtenIn = (fields: Fields, labels: Labels): readonly Written[] =>
  Object.entries(labels).flatMap(([name, question]) => {
    const answer = fields[name];
    return typeof answer === 'string' && answer.trim() !== '' ? [{ question, answer }] : [];
  });

/** Shows texts that could not be saved, so that people can copy them; nothing if there are none. */
export const WrittenInVain = ({ written }: { readonly written: readonly Written[] }) =>
  written.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">What you wrote</h2>
      <p class="govuk-body">This wasn’t saved. Copy it if you want to keep it.</p>
      <SummaryList
        rows={written.map(({ question = 'Your answer', answer }) => ({
          key: question,
          value: <Lines text={answer} />,
        }))}
      />
    </>
  );

type KeptWordsProps = {
  readonly fields: Fields;
  /** The fields to show, with their labels. */
  readonly labels: Labels;
};

/** The same for a form that is no longer on the page. */
export const KeptWords = ({ fields, labels }: KeptWordsProps) => (
  <WrittenInVain written={writtenIn(fields, labels)} />
);
