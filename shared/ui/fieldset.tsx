import type { ComponentChildren } from 'preact';
import type { LabelSize } from './field.tsx';

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
