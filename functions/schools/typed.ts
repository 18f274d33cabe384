import type { FieldErrors, FieldValues } from '../../shared/ui/field.tsx';

/** What was typed into which form of a visit's page, and what is wrong with it. */
export type Typed = {
  readonly form: 'delegation' | 'proposal';
  readonly values: FieldValues;
  readonly errors: FieldErrors;
};
