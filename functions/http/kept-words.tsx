import { Lines } from '../../shared/ui/lines.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import type { Fields } from './fields.ts';

/** A text that somebody sent, and what it answers where that is known. */
export type Written = { readonly question?: string; readonly answer: string };

type Labels = Readonly<Record<string, string>>;

/** What was typed into some fields of a form, by the names of the fields. */
export const writtenIn = (fields: Fields, labels: Labels): readonly Written[] =>
  Object.entries(labels).flatMap(([name, question]) => {
    const answer = fields[name];
    return typeof answer === 'string' && answer.trim() !== '' ? [{ question, answer }] : [];
  });

/** What somebody sent and could not be saved, so that it can be copied; nothing where nothing was written. */
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
  /** What is shown of the fields, and under which names. */
  readonly labels: Labels;
};

/** The same of a form that the page has no more. */
export const KeptWords = ({ fields, labels }: KeptWordsProps) => (
  <WrittenInVain written={writtenIn(fields, labels)} />
);
