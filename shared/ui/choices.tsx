import type { ComponentChildren } from 'preact';
import {
  chosenOf,
  type FieldProps,
  Fieldset,
  groupClass,
  HintAndError,
  Label,
  type LabelProps,
  textOf,
  wire,
} from './field.tsx';

type Choice = {
  readonly value: string;
  readonly text: string;
  readonly hint?: ComponentChildren;
};

type ChoicesProps = FieldProps &
  LabelProps & {
    readonly options: readonly Choice[];
  };

/** One of a few choices. `small` and `inline` suit rows of scores on staff pages. */
export const Radios = (props: ChoicesProps & { readonly small?: boolean; readonly inline?: boolean }) => (
  <Boxes
    {...props}
    kind="radio"
    look={`govuk-radios${props.small === true ? ' govuk-radios--small' : ''}${props.inline === true ? ' govuk-radios--inline' : ''}`}
  />
);

/** Any number of a few choices. A single box is a yes or no. */
export const Checkboxes = (props: ChoicesProps & { readonly small?: boolean }) => (
  <Boxes
    {...props}
    kind="checkbox"
    look={`govuk-checkboxes${props.small === true ? ' govuk-checkboxes--small' : ''}`}
  />
);

type BoxesProps = ChoicesProps & { readonly kind: 'radio' | 'checkbox'; readonly look: string };

function Boxes({ kind, look, ...props }: BoxesProps) {
  const chosen = chosenOf(props.values, props.name);
  return (
    <Group {...props}>
      <div class={look}>
        {props.options.map((option, index) => (
          <Option
            key={option.value}
            kind={kind}
            name={props.name}
            id={optionId(props, index)}
            option={option}
            checked={chosen.includes(option.value)}
          />
        ))}
      </div>
    </Group>
  );
}

/** One of many choices. `empty` is the first option, for no choice. */
export function Select(props: ChoicesProps & { readonly empty?: string | undefined }) {
  const { name, label, labelSize, heading, hint, values, options, empty } = props;
  const wiring = wire(props);
  const chosen = textOf(values, name);
  return (
    <div class={groupClass(wiring)}>
      <Label id={wiring.id} label={label} labelSize={labelSize} heading={heading} />
      <HintAndError wiring={wiring} hint={hint} />
      <select
        class={wiring.error === undefined ? 'govuk-select' : 'govuk-select govuk-select--error'}
        id={wiring.id}
        name={name}
        aria-describedby={wiring.describedBy}
        aria-invalid={wiring.error === undefined ? undefined : 'true'}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

function Group(props: ChoicesProps & { readonly children: ComponentChildren }) {
  const wiring = wire(props);
  return (
    <div class={groupClass(wiring)}>
      <Fieldset
        legend={props.label}
        legendSize={props.labelSize}
        heading={props.heading}
        describedBy={wiring.describedBy}
      >
        <HintAndError wiring={wiring} hint={props.hint} />
        {props.children}
      </Fieldset>
    </div>
  );
}

// The first option has the ID without a number, so that the link in the error summary leads to it.
function optionId({ name, id = name }: ChoicesProps, index: number): string {
  return index === 0 ? id : `${id}-${index + 1}`;
}

type OptionProps = {
  readonly kind: 'radio' | 'checkbox';
  readonly name: string;
  readonly id: string;
  readonly option: Choice;
  readonly checked: boolean;
};

function Option({ kind, name, id, option, checked }: OptionProps) {
  const block = kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes';
  const hintId = option.hint === undefined ? undefined : `${id}-option-hint`;
  return (
    <div class={`${block}__item`}>
      <input
        class={`${block}__input`}
        id={id}
        name={name}
        type={kind}
        value={option.value}
        checked={checked}
        aria-describedby={hintId}
      />
      <label class={`govuk-label ${block}__label`} for={id}>
        {option.text}
      </label>
      {hintId !== undefined && (
        <div id={hintId} class={`govuk-hint ${block}__hint`}>
          {option.hint}
        </div>
      )}
    </div>
  );
}
