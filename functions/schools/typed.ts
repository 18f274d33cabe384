import type { FieldErrors, FieldValues } from '../../shared/ui/field.tsx';

/** The values submitted with one form of a visit's page. The form comes back because of errors or because the visit changed. */
export type Typed = {
  readonly form: 'delegation' | 'proposal';
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  readonly isChanged: boolean;
};

/** The hash of the data that a form shows. A form that comes back with errors keeps its first hash. */
export const madeFrom = (typed: Typed | undefined, standing: string): string =>
  typed && !typed.isChanged && typeof typed.values.seen === 'string' && typed.values.seen !== ''
    ? typed.values.seen
    : standing;
