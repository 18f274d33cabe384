import type { ComponentChildren } from 'preact';

/** One answer. `change.what` completes "Change …" for screen readers. */
export type SummaryRow = {
  readonly key: string;
  readonly value: ComponentChildren;
  readonly change?: { readonly href: string; readonly what: string; readonly text?: string } | undefined;
};

/** Questions with their answers, and links to change them. */
export function SummaryList({ rows }: { readonly rows: readonly SummaryRow[] }) {
  const changeable = rows.some((row) => row.change !== undefined);
  return (
    <dl class={changeable ? 'lp-summary lp-summary--changeable' : 'lp-summary'}>
      {rows.map((row) => (
        <div key={row.key}>
          <dt>{row.key}</dt>
          <dd>{row.value}</dd>
          {row.change !== undefined && (
            <dd class="lp-summary__change">
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
