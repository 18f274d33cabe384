import type { Program, Role } from '../../shared/domain/program/program.ts';
import type { FieldErrors, FieldValues } from '../../shared/ui/field.tsx';

export type QuestionProps = {
  readonly program: Program;
  readonly role: Role;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
};

/** Choices from a record of names. */
export const choicesNamed = <T extends string>(names: Readonly<Record<T, string>>) =>
  Object.entries<string>(names).map(([value, text]) => ({ value, text }));
