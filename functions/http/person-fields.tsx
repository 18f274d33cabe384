import type { ComponentChildren } from 'preact';
import { TextField } from '#ui/text-field.tsx';
import { type FieldErrors, type Fields, longestName } from './fields.ts';

type PersonFieldsProps = {
  /** The hint for the email address. */
  readonly hint?: string;
  /** Fields between the name and the email address. */
  readonly children?: ComponentChildren;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

/** Name and email address of another person. Browsers must not fill in those of the user. */
export const PersonFields = ({ hint, values, errors, children }: PersonFieldsProps) => (
  <>
    <TextField
      name="name"
      label="Name"
      maxLength={longestName}
      width={30}
      autocomplete="off"
      values={values}
      errors={errors}
    />
    {children}
    <TextField
      name="email"
      label="Email address"
      hint={hint}
      type="email"
      width={30}
      autocomplete="off"
      spellcheck={false}
      values={values}
      errors={errors}
    />
  </>
);
