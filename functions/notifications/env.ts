import * as v from 'valibot';
import type { LinkKeys } from '../../shared/links/token.ts';

/** The environment variables that the functions which send letters read. */
export type Env = {
  readonly TABLE_NAME: string;
  /** The public address of the service, without a slash at its end. */
  readonly ORIGIN: string;
  /** JSON: signing keys by id. */
  readonly LINK_KEYS: string;
  /** The From address of every letter. */
  readonly SENDER: string;
  /** SES configuration set. */
  readonly CONFIGURATION_SET: string;
};

export type Settings = {
  readonly tableName: string;
  readonly origin: string;
  readonly linkKeys: LinkKeys;
  readonly sender: string;
  readonly configurationSet: string;
};

const filled = v.pipe(v.string(), v.minLength(1));

const schema = v.pipe(
  v.object({
    TABLE_NAME: filled,
    ORIGIN: v.pipe(filled, v.regex(/^https?:\/\/[^/]+$/)),
    LINK_KEYS: v.pipe(v.string(), v.parseJson(), v.record(v.string(), filled)),
    SENDER: filled,
    CONFIGURATION_SET: filled,
  } satisfies Record<keyof Env, v.GenericSchema<string, unknown>>),
  v.transform(
    (env): Settings => ({
      tableName: env.TABLE_NAME,
      origin: env.ORIGIN,
      linkKeys: env.LINK_KEYS,
      sender: env.SENDER,
      configurationSet: env.CONFIGURATION_SET,
    }),
  ),
);

/** The settings in the environment; throws, naming the variable and never its value, where one is missing or wrong. */
export function parseEnv(env: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = v.safeParse(schema, env);
  if (parsed.success) return parsed.output;
  const wrong = parsed.issues.map((issue) => String(issue.path?.[0]?.key)).join(', ');
  throw new Error(`Missing or wrong in the environment: ${wrong}`);
}
