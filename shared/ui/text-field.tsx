import type { ComponentChildren } from 'preact';
import { sayCount } from '../domain/amounts.ts';
import { type FieldProps, groupClass, HintAndError, Label, type LabelProps, textOf, wire } from './field.tsx';

type TypingProps = {
  readonly autocomplete?: string | undefined;
  readonly spellcheck?: boolean | undefined;
  /** The language of what is typed, where it may differ from the page. */
  readonly dir?: 'auto' | 'ltr' | 'rtl' | undefined;
};

type Limited = {
  /** Said in words under the label; nothing is cut off while typing. */
  readonly maxLength?: number | undefined;
};

/** The hint, and below it how long the answer may be. */
function hintOf({ hint, maxLength }: Pick<FieldProps, 'hint'> & Limited): ComponentChildren {
  if (maxLength === undefined) return hint;
  const limit = `Up to ${sayCount(maxLength)} characters.`;
  return hint === undefined ? (
    limit
  ) : (
    <>
      {hint} <span class="lp-limit">{limit}</span>
    </>
  );
}

type InputType = 'text' | 'email' | 'tel' | 'search' | 'date' | 'time';

type TextFieldProps = FieldProps &
  LabelProps &
  TypingProps &
  Limited & {
    readonly type?: InputType | undefined;
    readonly inputmode?: 'text' | 'email' | 'tel' | 'numeric' | 'decimal' | 'search' | 'url' | undefined;
    /** About how many characters fit: a hint at how long the answer is. */
    readonly width?: 3 | 5 | 10 | 20 | 30 | undefined;
    readonly prefix?: string | undefined;
    readonly suffix?: string | undefined;
  };

/** A line of text. Mail addresses and numbers set `autocomplete`, `inputmode` and `spellcheck` to suit. */
export function TextField(props: TextFieldProps) {
  const hint = hintOf(props);
  const wiring = wire({ ...props, hint });
  const { name, label, labelSize, heading, values, type = 'text', width, prefix, suffix } = props;
  const input = (
    <Input
      class={inputClass(wiring.error !== undefined, width)}
      id={wiring.id}
      name={name}
      kind={type}
      value={textOf(values, name)}
      dir={props.dir ?? 'auto'}
      autocomplete={props.autocomplete}
      inputmode={props.inputmode}
      spellcheck={props.spellcheck}
      aria-describedby={wiring.describedBy}
      aria-invalid={wiring.error === undefined ? undefined : 'true'}
    />
  );
  return (
    <div class={groupClass(wiring)}>
      <Label id={wiring.id} label={label} labelSize={labelSize} heading={heading} />
      <HintAndError wiring={wiring} hint={hint} />
      {prefix === undefined && suffix === undefined ? (
        input
      ) : (
        <div class="govuk-input__wrapper">
          {prefix !== undefined && (
            <div class="govuk-input__prefix" aria-hidden="true">
              {prefix}
            </div>
          )}
          {input}
          {suffix !== undefined && (
            <div class="govuk-input__suffix" aria-hidden="true">
              {suffix}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

type InputProps = {
  readonly kind: InputType;
  readonly id: string;
  readonly class: string;
  readonly name: string;
  readonly value: string;
  readonly dir: 'auto' | 'ltr' | 'rtl';
  readonly autocomplete: string | undefined;
  readonly inputmode: string | undefined;
  readonly spellcheck: boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
};

// One line for each type: the roles that an input may have depend on it.
function Input({ kind, ...rest }: InputProps) {
  switch (kind) {
    case 'text':
      return <input {...rest} type="text" />;
    case 'email':
      return <input {...rest} type="email" />;
    case 'tel':
      return <input {...rest} type="tel" />;
    case 'search':
      return <input {...rest} type="search" />;
    case 'date':
      return <input {...rest} type="date" />;
    case 'time':
      return <input {...rest} type="time" />;
  }
}

function inputClass(wrong: boolean, width: number | undefined): string {
  const classes = ['govuk-input'];
  if (wrong) classes.push('govuk-input--error');
  if (width !== undefined) classes.push(`govuk-input--width-${width}`);
  return classes.join(' ');
}

type TextAreaProps = FieldProps &
  LabelProps &
  TypingProps &
  Limited & {
    readonly rows?: number | undefined;
  };

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { name, label, labelSize, heading, values, rows = 5 } = props;
  const hint = hintOf(props);
  const wiring = wire({ ...props, hint });
  return (
    <div class={groupClass(wiring)}>
      <Label id={wiring.id} label={label} labelSize={labelSize} heading={heading} />
      <HintAndError wiring={wiring} hint={hint} />
      <textarea
        class={wiring.error === undefined ? 'govuk-textarea' : 'govuk-textarea govuk-textarea--error'}
        id={wiring.id}
        name={name}
        rows={rows}
        dir={props.dir ?? 'auto'}
        autocomplete={props.autocomplete}
        spellcheck={props.spellcheck}
        aria-describedby={wiring.describedBy}
        aria-invalid={wiring.error === undefined ? undefined : 'true'}
      >
        {/* Readers of HTML drop one line break at the start: this one, not one that was typed. */}
        {`\n${textOf(values, name)}`}
      </textarea>
    </div>
  );
}
