import type { ComponentChildren } from 'preact';

/** One answer: `change.what` completes "Change …" for those who hear the link alone. */
export type SummaryRow = {
  readonly key: string;
  readonly value: ComponentChildren;
  readonly change?: { readonly href: string; readonly what: string; readonly text?: string } | undefined;
};

/** Questions with their answers, each with a way back to it where it can be changed. */
export function SummaryList({ rows }: { readonly rows: readonly SummaryRow[] }) {
  const changeable = rows.some((row) => row.change !== undefined);
  return (
    <dl class="govuk-summary-list">
      {rows.map((row) => (
        <div key={row.key} class={rowClass(changeable && row.change === undefined)}>
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          {row.change !== undefined && (
            <dd class="govuk-summary-list__actions">
              <a class="govuk-link" href={row.change.href}>
                {row.change.text ?? 'Change'}
                <span class="govuk-visually-hidden"> {row.change.what}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function rowClass(withoutAction: boolean): string {
  return withoutAction
    ? 'govuk-summary-list__row govuk-summary-list__row--no-actions'
    : 'govuk-summary-list__row';
}
