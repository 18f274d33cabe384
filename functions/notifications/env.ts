import * as v from 'valibot';
import { normalEmail } from '#domain/base/email.ts';
import { inboxIn, parseVariables, readSigningKeys, required } from '#http/env.ts';
import type { SigningKeys } from '#links/token.ts';
import type { ScheduleSettings } from '#schedules/schedules.ts';

const variables = v.object({
  TABLE_NAME: required,
  /** The public address of the service, without a slash at the end. */
  ORIGIN: required,
  LINK_KEYS: required,
  /** The From address of every letter. */
  SENDER: required,
  CONFIGURATION_SET: required,
  /** `held`: only letters to LETTERS_REACH go out. All others are kept for staff to see. */
  LETTERS: v.picklist(['sent', 'held']),
  /** Addresses and domains such as `@example.org`, separated by spaces. `nobody` if there are none. */
  LETTERS_REACH: required,
  /** Where replies go: the address at which the service reads email, or `none`. */
  INBOX: required,
});

export type Env = v.InferOutput<typeof variables>;

export type Settings = {
  readonly tableName: string;
  readonly origin: string;
  readonly linkKeys: SigningKeys;
  readonly sender: string;
  readonly configurationSet: string;
  /** Where replies go, if the service reads email itself. */
  readonly inbox?: string;
  /** Left out if every letter goes out. */
  readonly reach?: readonly string[];
};

const feedbackVariables = v.object({ TABLE_NAME: required });

export type FeedbackEnv = v.InferOutput<typeof feedbackVariables>;

export const readFeedbackSettings = () => ({ tableName: parseVariables(feedbackVariables).TABLE_NAME });

const callbackVariables = v.object({
  ...variables.entries,
  SCHEDULE_GROUP: required,
  SCHEDULE_ROLE_ARN: required,
  SCHEDULE_DEAD_LETTERS_ARN: required,
});

/** The settings of the function that the schedules call. */
export type CallbackEnv = v.InferOutput<typeof callbackVariables>;

const streamVariables = v.object({ ...callbackVariables.entries, SCHEDULE_TARGET_ARN: required });

export type StreamEnv = v.InferOutput<typeof streamVariables>;

/** Where a function that knows its own address schedules calls of itself. */
export function readCallbackSettings(): Omit<ScheduleSettings, 'targetArn'> {
  const env = parseVariables(callbackVariables);
  return {
    group: env.SCHEDULE_GROUP,
    roleArn: env.SCHEDULE_ROLE_ARN,
    deadLettersArn: env.SCHEDULE_DEAD_LETTERS_ARN,
  };
}

/** Where calls are scheduled, and the function that they call. */
export const readScheduleSettings = (): ScheduleSettings => ({
  ...readCallbackSettings(),
  targetArn: parseVariables(streamVariables).SCHEDULE_TARGET_ARN,
});

const nightVariables = v.object({
  TABLE_NAME: required,
  /** How long after a cycle's year its people are known by name. */
  KEEPS_PEOPLE_MONTHS: v.pipe(required, v.transform(Number), v.integer(), v.minValue(1)),
});

export type NightEnv = v.InferInput<typeof nightVariables>;

export function readNightSettings() {
  const env = parseVariables(nightVariables);
  return { tableName: env.TABLE_NAME, keepsPeopleMonths: env.KEEPS_PEOPLE_MONTHS };
}

const inboxVariables = v.object({
  TABLE_NAME: required,
  /** The bucket where SES puts emails, and the start of their keys. */
  INBOX_BUCKET: required,
  INBOX_PREFIX: required,
  /** The address at which the service reads email. */
  INBOX: required,
  /** The From address of our letters. */
  SENDER: required,
});

export type InboxEnv = v.InferOutput<typeof inboxVariables>;

export function readInboxSettings() {
  const env = parseVariables(inboxVariables);
  return {
    tableName: env.TABLE_NAME,
    bucket: env.INBOX_BUCKET,
    prefix: env.INBOX_PREFIX,
    ours: [env.INBOX, env.SENDER].map(normalEmail),
  };
}

/** The settings in the environment. Throws if one is missing. */
export function readSettings(): Settings {
  const env = parseVariables(variables);
  return {
    tableName: env.TABLE_NAME,
    origin: env.ORIGIN,
    linkKeys: readSigningKeys(env.LINK_KEYS),
    sender: env.SENDER,
    configurationSet: env.CONFIGURATION_SET,
    ...inboxIn(env.INBOX),
    ...(env.LETTERS === 'held' && { reach: env.LETTERS_REACH.toLowerCase().split(' ') }),
  };
}
