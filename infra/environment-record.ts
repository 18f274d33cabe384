import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { isEmail } from '#domain/base/email.ts';
import { isBroken, keyFaultOf, parsedBy, placeOf, sayWrong } from './parsing/parsed.ts';
import { isTimeZone } from './parsing/time-zone.ts';

const address = v.pipe(
  v.string(),
  v.check(isEmail, (issue) => `“${issue.input}” isn’t an email address`),
);

const sender = v.strictObject({
  // It is written into the header as is.
  name: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9 ]+$/, 'the name may only have plain letters, digits, and spaces'),
  ),
  address,
  /** The identity that SES verifies: this one address or its whole domain. */
  verifiedAs: v.picklist(['address', 'domain']),
});

/** How a new version of a function replaces the previous one. */
export const releaseWay = v.picklist(['canary', 'all-at-once']);

/**
 * The settings of one environment. This parses the records of `environments.ts`, which nothing else checks at
 * run time.
 */
const environmentRecord = v.strictObject({
  /** Default: the account the command line is signed in to. */
  account: v.exactOptional(
    v.pipe(v.string(), v.regex(/^\d{12}$/, 'this isn’t an account number of 12 digits')),
  ),
  region: v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'this isn’t a region')),
  /** The public domain. Default: CloudFront's own. The certificate is in us-east-1, where CloudFront looks. */
  domain: v.exactOptional(
    v.strictObject({
      name: v.pipe(v.string(), v.regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'this isn’t a domain')),
      certificateArn: v.pipe(
        v.string(),
        v.regex(/^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/, 'this isn’t a certificate ARN'),
      ),
    }),
  ),
  /**
   * The sender of every letter. SES has one identity per account and region, so two environments can't share
   * it there.
   */
  sender,
  /** `held`: letters are kept for staff to see, and only those to `lettersReach` go out. */
  letters: v.picklist(['sent', 'held']),
  /** Whole addresses, and domains as `@example.org`, that still get letters when letters are held. */
  lettersReach: v.exactOptional(
    v.array(
      v.pipe(v.string(), v.regex(/^[^\s@]*@[^\s@]+$/, 'this isn’t an email address or “@” and a domain')),
    ),
  ),
  /**
   * The address at which the service reads email, as questions to staff. Its domain needs an MX record for SES, so it is
   * usually a subdomain. If absent, replies go to the program's contact address.
   */
  inboundEmail: v.exactOptional(address),
  /** The zone of the morning letters. */
  timeZone: v.pipe(v.string(), v.check(isTimeZone, 'this isn’t the time zone of a region')),
  /** Who is alerted. If absent, no one; environments that keep everything require it. */
  alarmAddress: v.exactOptional(address),
  /** The monthly bill that emails the alarm address. If absent, none does. */
  monthlyBudgetUsd: v.exactOptional(v.pipe(v.number(), v.minValue(1))),
  /** The name of a policy that limits every role, if the account requires one. */
  permissionsBoundary: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[\w+=,.@/-]+$/, 'this isn’t a policy name')),
  ),
  /** The repository on GitHub, `owner/name`, whose workflow may deploy here. If absent, only people deploy. */
  deployedFrom: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/, 'this isn’t the owner and name of a repository')),
  ),
  /**
   * The versions of the two key secrets to deploy. Default: the current ones, which are only read again when
   * a function changes. Naming a version delivers a new key to functions that didn't change.
   */
  signingKeyVersions: v.exactOptional(
    v.strictObject({ links: v.exactOptional(v.string()), sessions: v.exactOptional(v.string()) }),
  ),
  /**
   * The key that the front door sends to the functions, and the version of the secret. Default: `k1` of the
   * current version.
   */
  frontDoorKey: v.exactOptional(v.strictObject({ sent: v.string(), versionId: v.exactOptional(v.string()) })),
  /**
   * The requests one address may send in five minutes. If absent, there is no firewall, which costs 7 dollars
   * a month.
   */
  firewall: v.exactOptional(
    v.strictObject({ requestsPerAddress: v.pipe(v.number(), v.integer(), v.minValue(10)) }),
  ),
  /** Whether a new version first proves itself on a tenth of the requests. `deploy --all-at-once` overrides it once. */
  release: releaseWay,
  logRetention: v.enum(RetentionDays),
  /** How many months after a cycle's last day its people's names are kept. */
  keepsPeopleMonths: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240)),
  /** Keeps tables, secrets, and sign-in accounts when a stack is deleted, and prevents that deletion. */
  keepsEverything: v.boolean(),
  capacity: v.strictObject({
    functionMemoryMb: v.pipe(v.number(), v.integer(), v.minValue(128), v.maxValue(10_240)),
    requestsPerSecond: v.pipe(v.number(), v.integer(), v.minValue(1)),
    requestBurst: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
});

export type EnvironmentRecord = v.InferOutput<typeof environmentRecord>;

/** The expected value of each part, for error messages. */
const fixes: Readonly<Record<keyof EnvironmentRecord, string>> = {
  account: "the account's 12 digits in quotation marks, or leave it out",
  region: "a region such as 'us-east-1'",
  domain: "{ name: 'apply.example.org', certificateArn: 'arn:aws:acm:…' }, or leave it out",
  sender:
    "the sender of all emails: { name: 'Learning Partners', address: 'learning@example.org', verifiedAs: 'domain' }",
  letters: "'sent', or 'held' to send only to lettersReach",
  lettersReach: "a list such as ['tester@example.org', '@example.org'], or leave it out",
  inboundEmail: "the address for questions, such as 'questions@mail.example.org', or leave it out",
  timeZone: "a region such as 'America/New_York'",
  alarmAddress: 'the email address of your IT team, or leave it out',
  monthlyBudgetUsd: 'a number of US dollars, or leave it out',
  permissionsBoundary: "the policy's name without its ARN, or leave it out",
  deployedFrom: "'owner/name' of the repository on GitHub, or leave it out",
  signingKeyVersions: '{ links: …, sessions: … } with version IDs of the secrets, or leave it out',
  frontDoorKey: "{ sent: 'k1', versionId: … } with a version ID of the secret, or leave it out",
  firewall: '{ requestsPerAddress: 2000 }, or leave it out',
  release: "'canary' or 'all-at-once'",
  logRetention: 'one of RetentionDays, such as RetentionDays.ONE_MONTH',
  keepsPeopleMonths: 'a number of months, such as 36',
  keepsEverything: 'true to keep data when a stack is deleted, else false',
  capacity: '{ functionMemoryMb: 1024, requestsPerSecond: 50, requestBurst: 100 }',
};

/** One sentence with its fix for each problem in the record of that name. */
export function recordProblems(name: string, record: unknown): readonly string[] {
  const parsed = parsedBy(environmentRecord, record, (issue) => {
    const place = placeOf(issue);
    const [part] = [...place, keyFaultOf(issue)?.name];
    const fix = Object.entries(fixes).find(([known]) => known === part)?.[1];
    return `infra/environments.ts: ${[name, ...place].join('.')}: ${sayWrong(issue)}${fix ? ` (expected ${fix})` : ''}`;
  });
  return isBroken(parsed) ? parsed.problems : [];
}

/** The region of CloudFront's global parts: certificates, firewalls, and metrics. */
export const globalRegion = 'us-east-1';
