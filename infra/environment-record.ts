import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { isBroken, parsedBy } from './parsing/parsed.ts';
import { keyFaultOf, placeOf, sayWrong } from './parsing/say-issue.ts';

const address = v.pipe(
  v.string(),
  v.email((issue) => `“${issue.input}” isn’t an email address`),
);

const sender = v.strictObject({
  // It is written into the header as it stands.
  name: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9 ]+$/, 'the name may only have plain letters, digits, and spaces'),
  ),
  address,
  /** What SES verifies: this one address, or its whole domain. */
  verifiedAs: v.picklist(['address', 'domain']),
});

/** How a new version of a function takes over from the one before. */
export const releaseWay = v.picklist(['canary', 'all-at-once']);

/** What one environment differs in: the parser of a record in `environments.ts`, which nothing else has type-checked at run time. */
export const environmentRecord = v.strictObject({
  /** Left out: whatever account the command line is signed in to. */
  account: v.exactOptional(
    v.pipe(v.string(), v.regex(/^\d{12}$/, 'this isn’t an account number of 12 digits')),
  ),
  region: v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'this isn’t a region')),
  /** The public address. Left out: the one that CloudFront gives. The certificate is in us-east-1, where CloudFront looks. */
  domain: v.exactOptional(
    v.strictObject({
      name: v.pipe(v.string(), v.regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'this isn’t a domain')),
      certificateArn: v.pipe(
        v.string(),
        v.regex(/^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/, 'this isn’t a certificate ARN'),
      ),
    }),
  ),
  /** Whom every letter is from. SES knows it once in an account and region, so that no two environments share it there. */
  sender,
  /** `held`: letters are kept for staff to look at, and only those to `lettersReach` go out. */
  letters: v.picklist(['sent', 'held']),
  /** Whole addresses, and domains as `@example.org`, that letters reach where they are held. */
  lettersReach: v.exactOptional(
    v.array(
      v.pipe(v.string(), v.regex(/^[^\s@]*@[^\s@]+$/, 'this isn’t an email address or “@” and a domain')),
    ),
  ),
  /** The zone whose clock the morning digest follows. */
  timeZone: v.pipe(v.string(), v.check(isTimeZone, 'this isn’t a time zone')),
  /** Who is told when something breaks. Left out, which is refused where everything is kept: nobody is. */
  alarmAddress: v.exactOptional(address),
  /** The bill at which the alarm address gets a mail. Left out: it gets none. */
  monthlyBudgetUsd: v.exactOptional(v.pipe(v.number(), v.minValue(1))),
  /** The name of a policy that bounds what any role may do, where the account asks for one. */
  permissionsBoundary: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[\w+=,.@/-]+$/, 'this isn’t a policy name')),
  ),
  /** The repository on GitHub, `owner/name`, whose workflow may deploy here. Left out: only people do. */
  deployedFrom: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/, 'this isn’t the owner and name of a repository')),
  ),
  /**
   * The versions of the two key secrets to deploy. Left out: the current ones, read again only when a function changes;
   * naming a version is how a new key reaches functions that did not.
   */
  signingKeyVersions: v.exactOptional(
    v.strictObject({ links: v.exactOptional(v.string()), sessions: v.exactOptional(v.string()) }),
  ),
  /** The key that the front door shows to the functions, and the version of the secret to deploy. Left out: `k1` of the current one. */
  frontDoorKey: v.exactOptional(v.strictObject({ sent: v.string(), versionId: v.exactOptional(v.string()) })),
  /** What one address may ask for in five minutes. Left out: there is no firewall, which costs 7 dollars a month. */
  firewall: v.exactOptional(
    v.strictObject({ requestsPerAddress: v.pipe(v.number(), v.integer(), v.minValue(10)) }),
  ),
  /** Whether a new version of a function proves itself before a tenth of the requests first. `deploy --all-at-once` is for one time. */
  release: releaseWay,
  logRetention: v.enum(RetentionDays),
  /** How long after the last day of a cycle's year people of it are known by name. */
  keepsPeopleMonths: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240)),
  /** Keeps tables, secrets and sign-in accounts when a stack is deleted, and refuses that deletion. */
  keepsEverything: v.boolean(),
  capacity: v.strictObject({
    functionMemoryMb: v.pipe(v.number(), v.integer(), v.minValue(128), v.maxValue(10_240)),
    requestsPerSecond: v.pipe(v.number(), v.integer(), v.minValue(1)),
    requestBurst: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
});

export type EnvironmentRecord = v.InferOutput<typeof environmentRecord>;

/** What to write, for whoever left a part out or wrote it wrong. */
const fixes: Readonly<Record<keyof EnvironmentRecord, string>> = {
  account: "the account's 12 digits in quotation marks, or leave it out",
  region: "a region such as 'us-east-1'",
  domain: "{ name: 'apply.example.org', certificateArn: 'arn:aws:acm:…' }, or leave it out",
  sender:
    "the sender of all emails: { name: 'Learning Partners', address: 'learning@example.org', verifiedAs: 'domain' }",
  letters: "'sent', or 'held' to send only to lettersReach",
  lettersReach: "a list such as ['tester@example.org', '@example.org'], or leave it out",
  timeZone: "a zone such as 'America/New_York'",
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

/** One sentence with its fix for each thing that is wrong with the record of that name; none where it is whole. */
export function recordProblems(name: string, record: unknown): readonly string[] {
  const parsed = parsedBy(environmentRecord, record, (issue) => {
    const place = placeOf(issue);
    const [part] = [...place, keyFaultOf(issue)?.name];
    const fix = Object.entries(fixes).find(([known]) => known === part)?.[1];
    return `infra/environments.ts: ${[name, ...place].join('.')}: ${sayWrong(issue)}${fix ? ` (expected ${fix})` : ''}`;
  });
  return isBroken(parsed) ? parsed.problems : [];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
