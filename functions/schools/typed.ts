import type { FieldErrors, FieldValues } from '../../shared/ui/field.tsx';

/** What was typed into which form of a visit's page, and why it comes back: something is wrong with it, or the visit changed. */
export type Typed = {
  readonly form: 'delegation' | 'proposal';
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  readonly isChanged: boolean;
};

/** What a form was made from: one that comes back with errors, still the page that it was filled in on. */
export const madeFrom = (typed: Typed | undefined, standing: string): string =>
  typed && !typed.isChanged && typeof typed.values.seen === 'string' && typed.values.seen !== ''
    ? typed.values.seen
    : standing;
