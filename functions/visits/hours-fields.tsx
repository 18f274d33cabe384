import type { FieldValues } from '../../shared/ui/field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { FieldErrors } from '../http/fields.ts';

type HoursFieldsProps = {
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  /** Tells the fields of one form from those of another on the same page. */
  readonly suffix?: string;
};

/** When something begins on its day, and how long it takes. */
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
