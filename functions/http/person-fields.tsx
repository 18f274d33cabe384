import { TextField } from '#ui/text-field.tsx';
import { type FieldErrors, type Fields, longestStaffName } from './fields.ts';

type StaffFieldsProps = {
  /** The hint for the email address. */
  readonly hint: string;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

/** Name and email address of a staff member to add to a roster. */
export const StaffFields = ({ hint, values, errors }: StaffFieldsProps) => (
  <>
    <TextField
      name="name"
      label="Name"
      maxLength={longestStaffName}
      width={30}
      autocomplete="off"
      values={values}
      errors={errors}
    />
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
