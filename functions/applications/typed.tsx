import { SummaryList } from '../../shared/ui/summary-list.tsx';

/** What somebody typed: its line breaks are kept, and it reads in the direction of its own script. */
export const Typed = ({ text }: { readonly text: string }) => (
  <span class="lp-typed" dir="auto">
    {text}
  </span>
);

/** A text that somebody sent, and what it answers where that is known. */
export type Written = { readonly question?: string; readonly answer: string };

/** What was sent and could not be saved, so that nobody has to write it twice. */
export const YouHadWritten = ({ written }: { readonly written: readonly Written[] }) =>
  written.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">You had written</h2>
      <p class="govuk-body">This was not saved. Copy it if you still need it.</p>
      <SummaryList
        rows={written.map(({ question = 'Your answer', answer }) => ({
          key: question,
          value: <Typed text={answer} />,
        }))}
      />
    </>
  );
