type Step = { readonly href: string; readonly label?: string | undefined };

type PaginationProps = {
  readonly previous?: Step | undefined;
  readonly next?: Step | undefined;
  /** Names the navigation where a page has more than one. */
  readonly label?: string | undefined;
};

/** To the page before and the page after; nothing at all where there is only one. */
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
