import type { GenericSchema } from 'valibot';

/** The session cookie that a route needs. */
export type Session = 'applicant' | 'staff';

/** A route's entry in the OpenAPI document. Only the build reads it; functions don't bundle it. */
export type Operation = {
  readonly summary: string;
  readonly session?: Session;
  /** Query parameters with their descriptions. */
  readonly query?: Readonly<Record<string, string>>;
  /** The schemas that parse the form, by name. If there are several, the address decides which one is used. */
  readonly forms?: Readonly<Record<string, GenericSchema>>;
  /** The JSON answer; left out if the answer is a file. */
  readonly answer?: GenericSchema;
  /** Statuses of the JSON answer with their descriptions (default: 200). */
  readonly statuses?: Readonly<Record<number, string>>;
  /** The contents of the preview, if the change has one (`step` is `preview`, then `send`). */
  readonly previews?: string;
  /** The page that browsers are redirected to, if any. */
  readonly sendsTo?: string;
  /** Problems besides those of every route, by status. */
  readonly problems?: Readonly<Record<number, string>>;
  /** Additional members of problem documents, by status. */
  readonly problemsTell?: Readonly<Record<number, GenericSchema>>;
};

/** A field's own description, for schemas that transform and can't be converted. */
export type FieldDescription = {
  readonly required: boolean;
  /** The JSON Schema of the input. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
};
