import { Lines } from '../../shared/ui/lines.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import type { Fields } from './fields.ts';

type KeptWordsProps = {
  readonly fields: Fields;
  /** What is shown of the fields, and under which names. */
  readonly labels: Readonly<Record<string, string>>;
};

/** What somebody wrote into a form that the page has no more, so that it can be copied; nothing where nothing was written. */
export function KeptWords({ fields, labels }: KeptWordsProps) {
  const rows = Object.entries(labels).flatMap(([name, key]) => {
    const typed = fields[name];
    return typeof typed === 'string' && typed.trim() !== '' ? [{ key, value: <Lines text={typed} /> }] : [];
  });
  return rows.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">What you wrote</h2>
      <p class="govuk-body">It was not saved. Copy it, if you need it elsewhere.</p>
      <SummaryList rows={rows} />
    </>
  );
}
