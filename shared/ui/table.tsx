import type { ComponentChildren } from 'preact';

/**
 * One column: `numeric` aligns right with figures of one width, `head` makes its cells row headers. `wideOnly`: a
 * telephone leaves it out, because another cell says the same there (see `lp-only-narrow`).
 */
export type Column = {
  readonly text: ComponentChildren;
  readonly numeric?: boolean | undefined;
  readonly head?: boolean | undefined;
  readonly wideOnly?: boolean | undefined;
};

type TableProps = {
  readonly caption: string;
  readonly captionSize?: 's' | 'm' | 'l' | 'hidden' | undefined;
  readonly columns: readonly Column[];
  /** Cells in the order of the columns. */
  readonly rows: readonly (readonly ComponentChildren[])[];
  readonly dense?: boolean | undefined;
  /** On a telephone each row is a stack of its cells, which bear the names of their columns where these are plain text. */
  readonly stacks?: boolean | undefined;
  /** What stands in place of the rows when there are none. */
  readonly empty?: string | undefined;
};

/** A table that scrolls inside its own labelled region where the screen is too narrow, never the page. */
export function Table({ caption, captionSize = 'm', columns, rows, dense, stacks, empty }: TableProps) {
  const captionLook =
    captionSize === 'hidden' ? 'govuk-visually-hidden' : `govuk-table__caption--${captionSize}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="lp-scroll" aria-label={caption} tabIndex={0}>
      <table class={tableClass(dense, stacks)}>
        <caption class={`govuk-table__caption ${captionLook}`}>
          <span class="lp-caption">{caption}</span>
        </caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {columns.map((column, index) => (
              <th key={`column ${index}`} scope="col" class={cellClass('header', column)}>
                {column.text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {rows.map((cells, index) => (
            <tr key={`row ${index}`} class="govuk-table__row">
              {columns.map((column, place) =>
                column.head === true ? (
                  <th key={`cell ${place}`} scope="row" class={cellClass('header', column)}>
                    {cells[place]}
                  </th>
                ) : (
                  <td
                    key={`cell ${place}`}
                    class={cellClass('cell', column)}
                    data-label={stacks === true && typeof column.text === 'string' ? column.text : undefined}
                  >
                    {cells[place]}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr class="govuk-table__row">
              <td class="govuk-table__cell" colSpan={columns.length}>
                {empty ?? 'None yet.'}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

const tableClass = (dense = false, stacks = false): string =>
  `govuk-table${dense ? ' lp-table--dense' : ''}${stacks ? ' lp-table--stacks' : ''}`;

function cellClass(kind: 'header' | 'cell', column: Column): string {
  const base = `govuk-table__${kind}`;
  const numeric = column.numeric === true ? ` ${base}--numeric` : '';
  return `${base}${numeric}${column.wideOnly === true ? ' lp-only-wide' : ''}`;
}
