import type { FieldValues } from '../../shared/ui/field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { FieldErrors } from '../http/fields.ts';

type HoursFieldsProps = {
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  /** Keeps field IDs of several forms on one page apart. */
  readonly suffix?: string;
};

/** Start time and length. */
export const HoursFields = ({ values, errors, suffix = '' }: HoursFieldsProps) => (
  <>
    <TextField
      name="start"
      id={`start${suffix}`}
      label="Start time"
      type="time"
      width={10}
      values={values}
      errors={errors}
    />
    <TextField
      name="durationMinutes"
      id={`durationMinutes${suffix}`}
      label="Length"
      inputmode="numeric"
      width={5}
      suffix="minutes"
      values={values}
      errors={errors}
    />
  </>
);
