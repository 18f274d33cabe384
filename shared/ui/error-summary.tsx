import type { FieldErrors } from './field.tsx';

/** One error. `field` is the ID of its control, or empty if it belongs to no field. */
type FieldError = { readonly field: string; readonly message: string };

type ErrorSummaryProps = {
  /** A list in the order of the page, or errors by field. */
  readonly errors: readonly FieldError[] | FieldErrors;
  readonly title?: string | undefined;
};

/** All errors of a page, each with a link to its field; nothing if there are none. */
export function ErrorSummary({ errors, title = 'There’s a problem' }: ErrorSummaryProps) {
  const list = isList(errors)
    ? errors
    : Object.entries(errors).map(([field, message]) => ({ field, message }));
  if (list.length === 0) return null;
  return (
    <div class="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {list.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                {field === '' ? message : <a href={`#${field}`}>{message}</a>}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

function isList(errors: ErrorSummaryProps['errors']): errors is readonly FieldError[] {
  return Array.isArray(errors);
}
