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
  readonly captionSize?: keyof typeof captionClass | undefined;
  readonly columns: readonly Column[];
  /** Cells in the order of the columns. */
  readonly rows: readonly (readonly ComponentChildren[])[];
  readonly dense?: boolean | undefined;
  /** On a telephone each row is a stack of its cells, which bear the names of their columns where these are plain text. */
  readonly stacks?: boolean | undefined;
  /** What stands in place of the rows when there are none. */
  readonly empty?: string | undefined;
};

/**
 * A table that scrolls inside its own labelled region where the screen is too narrow, never the page. Cells that are like
 * their column's others have no class of their own: a page of many rows is a third smaller for it.
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
              <th key={`column ${index}`} scope="col" class={cellClass(column)}>
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
