import type { ComponentChildren } from 'preact';

/**
 * `numeric` aligns right, with digits of equal width. `head` makes the cells row headers. A `wideOnly` column is hidden on
 * phones, because another cell says the same there (see `lp-only-narrow`).
 */
export type Column = {
  readonly text: ComponentChildren;
  readonly numeric?: boolean | undefined;
  readonly head?: boolean | undefined;
  readonly wideOnly?: boolean | undefined;
  /** How the rows are sorted, in the header of the column by which they are. */
  readonly sorted?: 'ascending' | 'descending' | undefined;
};

type TableProps = {
  readonly caption: string;
  readonly captionSize?: keyof typeof captionClass | undefined;
  readonly columns: readonly Column[];
  /** Cells in the order of the columns. */
  readonly rows: readonly (readonly ComponentChildren[])[];
  readonly dense?: boolean | undefined;
  /** On phones, each row is a stack of cells with the names of their columns, if these are plain text. */
  readonly stacks?: boolean | undefined;
  /** The text if there are no rows. */
  readonly empty?: string | undefined;
};

/**
 * A table that scrolls in its own labeled region if the screen is too narrow, so that the page doesn't. Ordinary cells have no
 * class, which makes a page with many rows a third smaller.
 */
export function Table({ caption, captionSize = 'm', columns, rows, dense, stacks, empty }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="lp-scroll" aria-label={caption} tabIndex={0}>
      <table class={tableClass(dense, stacks)}>
        <caption class={captionClass[captionSize]}>
          <span class="lp-caption">{caption}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={`column ${index}`} scope="col" class={cellClass(column)} aria-sort={column.sorted}>
                {column.text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={`row ${index}`}>
              {columns.map((column, place) =>
                column.head === true ? (
                  <th key={`cell ${place}`} scope="row" class={cellClass(column)}>
                    {cells[place]}
                  </th>
                ) : (
                  <td
                    key={`cell ${place}`}
                    class={cellClass(column)}
                    data-label={stacks === true && typeof column.text === 'string' ? column.text : undefined}
                  >
                    {cells[place]}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{empty ?? 'None yet.'}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

const tableClass = (dense = false, stacks = false): string =>
  `lp-table${dense ? ' lp-table--dense' : ''}${stacks ? ' lp-table--stacks' : ''}`;

const captionClass = { s: 'lp-table__caption--s', m: undefined, hidden: 'govuk-visually-hidden' };

const cellClass = ({ numeric = false, wideOnly = false }: Column): string | undefined =>
  [...(numeric ? ['lp-number'] : []), ...(wideOnly ? ['lp-only-wide'] : [])].join(' ') || undefined;
