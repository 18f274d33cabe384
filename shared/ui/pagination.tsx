type Step = { readonly href: string; readonly label?: string | undefined };

type PaginationProps = {
  readonly previous?: Step | undefined;
  readonly next?: Step | undefined;
  /** Names the navigation if a page has more than one. */
  readonly label?: string | undefined;
};

/** Links to the previous and next page; nothing if there is only one page. */
export function Pagination({ previous, next, label = 'Pages' }: PaginationProps) {
  if (previous === undefined && next === undefined) return null;
  return (
    <nav class="lp-pagination" aria-label={label}>
      {previous !== undefined && (
        <a class="govuk-link" href={previous.href} rel="prev">
          {previous.label ?? 'Previous page'}
        </a>
      )}
      {next !== undefined && (
        <a class="govuk-link" href={next.href} rel="next">
          {next.label ?? 'Next page'}
        </a>
      )}
    </nav>
  );
}
