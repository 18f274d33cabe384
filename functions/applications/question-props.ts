import type { Program, Role } from '../../shared/domain/program.ts';
import type { FieldErrors, FieldValues } from '../../shared/ui/field.tsx';

/** What the fields of every question page are given. */
export type QuestionProps = {
  readonly program: Program;
  readonly role: Role;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
};

/** Everything that has a name, as something to choose. */
export const choicesNamed = <T extends string>(names: Readonly<Record<T, string>>) =>
  Object.entries<string>(names).map(([value, text]) => ({ value, text }));
