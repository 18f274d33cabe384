import type { ComponentChildren } from 'preact';
import { sayCount } from '#domain/base/wording.ts';
import { type FieldProps, groupClass, HintAndError, Label, type LabelProps, textOf, wire } from './field.tsx';
import { UsesScript } from './layout.tsx';

type TypingProps = {
  readonly autocomplete?: string | undefined;
  readonly spellcheck?: boolean | undefined;
  /** The text direction, if it may differ from the page. */
  readonly dir?: 'auto' | 'ltr' | 'rtl' | undefined;
};

type Limited = {
  /** Shown below the label. Browsers cut nothing off while people type. */
  readonly maxLength?: number | undefined;
};

/** The hint and the limit. */
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
    /** The width in characters, about as long as the expected answer. */
    readonly width?: 3 | 5 | 10 | 20 | 30 | undefined;
    readonly prefix?: string | undefined;
    readonly suffix?: string | undefined;
  };

/** One line of text. Email addresses and numbers set `autocomplete`, `inputmode`, and `spellcheck`. */
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

// One line for each type, because the allowed roles of an input depend on it.
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

/** If it has a limit, the script counts the characters that are left. */
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
        data-limit={props.maxLength}
        dir={props.dir ?? 'auto'}
        autocomplete={props.autocomplete}
        spellcheck={props.spellcheck}
        aria-describedby={wiring.describedBy}
        aria-invalid={wiring.error === undefined ? undefined : 'true'}
      >
        {/* HTML drops the first line break, so it must not be one that was typed. */}
        {`\n${textOf(values, name)}`}
      </textarea>
      {props.maxLength !== undefined && <UsesScript />}
    </div>
  );
}

type FileFieldProps = FieldProps & {
  /** The kinds of files that browsers offer first. */
  readonly accept: string;
};

/** One file, in a form that `hasFile`. Browsers don't fill it in again after an error. */
export function FileField(props: FileFieldProps) {
  const { name, label, hint, accept } = props;
  const wiring = wire(props);
  return (
    <div class={groupClass(wiring)}>
      <Label id={wiring.id} label={label} />
      <HintAndError wiring={wiring} hint={hint} />
      <input
        class="govuk-input"
        id={wiring.id}
        name={name}
        type="file"
        accept={accept}
        aria-describedby={wiring.describedBy}
      />
    </div>
  );
}
