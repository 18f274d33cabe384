import type { ComponentChildren } from 'preact';

/** One message for each invalid field, by name. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Typed values, by field name. Checkboxes have a list. */
export type FieldValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The props of every form field. Pages pass all their `values` and `errors`. */
export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly values?: FieldValues | undefined;
  readonly errors?: FieldErrors | undefined;
  /** Needed only if two forms on one page have a field of the same name. */
  readonly id?: string | undefined;
};

/** Label sizes: `l` and `xl` suit the only question of a page, together with `heading`. */
type LabelSize = 's' | 'm' | 'l' | 'xl';

/** `heading` makes the label the h1 of a page with one question. */
export type LabelProps = {
  readonly labelSize?: LabelSize | undefined;
  readonly heading?: boolean | undefined;
};

type Wiring = {
  readonly id: string;
  readonly hintId: string | undefined;
  readonly errorId: string | undefined;
  readonly error: string | undefined;
  readonly describedBy: string | undefined;
};

/** The IDs that connect the label, hint, error, and control of one field. */
export function wire({ name, hint, errors, id = name }: FieldProps): Wiring {
  const error = own(errors, name);
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const described = [hintId, errorId].filter((part) => part !== undefined).join(' ');
  return { id, hintId, errorId, error, describedBy: described === '' ? undefined : described };
}

/** The typed text of a single-valued field, or the empty string. */
export function textOf(values: FieldValues | undefined, name: string): string {
  const value = own(values, name);
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** The chosen values of a field, none if nothing is chosen. */
export function chosenOf(values: FieldValues | undefined, name: string): readonly string[] {
  const value = own(values, name);
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

// A field may be named "constructor", so only own properties count.
function own<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Hint and error of a field, in the order that screen readers read them. */
export function HintAndError({ wiring, hint }: { wiring: Wiring; hint: ComponentChildren }) {
  return (
    <>
      {wiring.hintId !== undefined && (
        <div id={wiring.hintId} class="govuk-hint">
          {hint}
        </div>
      )}
      {wiring.error !== undefined && (
        <p id={wiring.errorId} class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {wiring.error}
        </p>
      )}
    </>
  );
}

export function groupClass(wiring: Wiring): string {
  return wiring.error === undefined ? 'govuk-form-group' : 'govuk-form-group govuk-form-group--error';
}

/** A label for one control, as the h1 of the page if `heading`. */
export function Label({ id, label, labelSize, heading }: LabelProps & { id: string; label: string }) {
  const element = (
    <label class={labelSize === undefined ? 'govuk-label' : `govuk-label govuk-label--${labelSize}`} for={id}>
      {label}
    </label>
  );
  return heading === true ? <h1 class="govuk-label-wrapper">{element}</h1> : element;
}

type FieldsetProps = {
  readonly legend: string;
  readonly legendSize?: LabelSize | undefined;
  /** Makes the legend the h1 of a page with one question. */
  readonly heading?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly children: ComponentChildren;
};

/** Fields that answer one question together. */
export function Fieldset({ legend, legendSize, heading, describedBy, children }: FieldsetProps) {
  const size = legendSize === undefined ? '' : ` govuk-fieldset__legend--${legendSize}`;
  return (
    <fieldset class="govuk-fieldset" aria-describedby={describedBy}>
      <legend class={`govuk-fieldset__legend${size}`}>
        {heading === true ? <h1 class="govuk-fieldset__heading">{legend}</h1> : legend}
      </legend>
      {children}
    </fieldset>
  );
}
