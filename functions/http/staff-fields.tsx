import { TextField } from '../../shared/ui/text-field.tsx';
import { type FieldErrors, type Fields, longestStaffName } from './fields.ts';

type StaffFieldsProps = {
  /** What to say below the address. */
  readonly hint: string;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

/** The name and the address of somebody of the staff who is added to the roster. */
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
