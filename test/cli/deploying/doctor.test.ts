import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openAws } from '../../../infra/cli/deploying/aws.ts';
import { judgeIdentity } from '../../../infra/cli/deploying/judge.ts';
import { doctorCommand } from '../../../infra/cli/doctor.ts';
import type { Environment } from '../../../infra/environments.ts';
import { type Account, type Cloud, openCloud, readyAccount, signIn, signOut } from './cloud.ts';
import { openLiveAddress } from './live-address.ts';
import { ownRecord, show, surroundingsOf } from './shell.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await openCloud();
});
afterEach(() => {
  cloud.become(readyAccount);
  signIn();
});
afterAll(() => cloud.stop());

const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
const domain = { name: 'apply.district.test', certificateArn: certificate };

/** The doctor's output for dev in an account, with the district's own record. */
async function examine(account: Partial<Account>, record: Partial<Environment> = {}) {
  cloud.become({ ...readyAccount, ...account });
  const { surroundings } = surroundingsOf(ownRecord('dev', record));
  return show(doctorCommand, ['dev'], surroundings);
}

/** The line of one check. */
async function lineOf(check: string, account: Partial<Account>, record: Partial<Environment> = {}) {
  const { said } = await examine(account, record);
  return said.find((line) => line.slice(7).startsWith(`${check}:`));
}

const signedIn =
  'ok     credentials: arn:aws:sts::111122223333:assumed-role/DevOps/me in account 111122223333, us-east-1 (the record has no account).';

test('a ready account passes check by check', async () => {
  expect(await examine({})).toEqual({
    exit: 1,
    warned: [],
    said: [
      'ok     record: emails are from learning@district.test and held, except to lettersReach.',
      signedIn,
      'ok     bootstrap: version 28 in us-east-1.',
      'ok     stacks: learning-partners-dev-data isn’t deployed yet, learning-partners-dev-service isn’t deployed yet.',
      'ok     mail: SES can send to anyone: 50000 emails per day, 14 per second.',
      'warns  sender: SES doesn’t have district.test yet. This deployment adds it. Add the three DKIM records that a deployment prints to the DNS of district.test afterward.',
      'ok     domain: the record has no domain, so CloudFront provides an address.',
      'ok     live: not deployed yet.',
    ],
  });
});

describe('credentials', () => {
  const signInAgain = 'Sign in again with `aws sso login`, or export new keys in this shell';
  const notAsked = 'not checked: bootstrap, stacks, mail, sender, domain';

  test.each([
    ['ExpiredToken', `stops  credentials: Your AWS credentials have expired. ${signInAgain}.`],
    ['InvalidClientTokenId', `stops  credentials: AWS doesn’t recognize your credentials. ${signInAgain}.`],
    [
      'AccessDenied',
      'stops  credentials: This sign-in doesn’t have permission: sts:GetCallerIdentity. Ask for permission to use sts:GetCallerIdentity.',
    ],
  ])('that AWS refuses as %s stop everything else', async (refusesCaller, sentence) => {
    const { exit, said } = await examine({ refusesCaller });
    expect({ exit, said: said.slice(1) }).toEqual({ exit: 2, said: [sentence, notAsked] });
  });

  test('that don’t exist are reported', async () => {
    signOut();
    const { said } = await examine({});
    expect(said.slice(1)).toEqual([
      `stops  credentials: You’re not signed in to AWS in this shell. ${signInAgain} (AWS_PROFILE sets the account).`,
      notAsked,
    ]);
  });

  test('of another account are refused with both numbers', async () => {
    expect(await lineOf('credentials', {}, { account: '999988887777' })).toBe(
      'stops  credentials: You’re signed in to account 111122223333, but dev belongs in account 999988887777. Choose the profile for 999988887777 with AWS_PROFILE, or correct the account in the record.',
    );
  });

  test('without a connection to AWS aren’t blamed', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
    expect(await lineOf('credentials', {})).toMatch(
      /^stops {2}credentials: Can’t reach AWS \(.+\)\. Check your network or proxy and try again\.$/,
    );
    await cloud.stop();
    cloud = await openCloud();
  });
});

describe('the bootstrap', () => {
  const { bootstrapVersion: _, ...never } = readyAccount;

  test('that never happened is reported with its command', async () => {
    cloud.become(never);
    const { said } = await show(doctorCommand, ['dev'], surroundingsOf(ownRecord('dev')).surroundings);
    expect(said).toContain(
      'stops  bootstrap: us-east-1 hasn’t been bootstrapped for the CDK in this account. Run `npx cdk bootstrap aws://111122223333/us-east-1` once.',
    );
  });

  test('that is too old is reported with its command and the record’s boundary', async () => {
    expect(await lineOf('bootstrap', { bootstrapVersion: '5' }, { permissionsBoundary: 'district' })).toBe(
      'stops  bootstrap: us-east-1 has bootstrap version 5, but 6 is required. Run `npx cdk bootstrap aws://111122223333/us-east-1 --custom-permissions-boundary district` once.',
    );
  });
});

test('a service in another region is checked there and in CloudFront’s region', async () => {
  const { said } = await examine({}, { region: 'eu-west-1', firewall: { requestsPerAddress: 2000 } });
  expect(said.slice(2, 4)).toEqual([
    'ok     bootstrap: version 28 in eu-west-1, version 28 in us-east-1.',
    'ok     stacks: learning-partners-dev-data isn’t deployed yet, learning-partners-dev-edge isn’t deployed yet, learning-partners-dev-service isn’t deployed yet, learning-partners-dev-watch isn’t deployed yet.',
  ]);
});

describe('a half-finished earlier deployment', () => {
  const name = 'learning-partners-dev-service';
  const inState = (status: string) => lineOf('stacks', { stacks: { [name]: { status } } });
  const events = `\`aws cloudformation describe-stack-events --stack-name ${name}\``;

  test.each([
    [
      'UPDATE_IN_PROGRESS',
      `another deployment is in progress. Wait for it to finish (${events} shows its progress), and deploy again.`,
    ],
    [
      'ROLLBACK_COMPLETE',
      `its first deployment failed and was rolled back. Find out why with ${events}, run \`aws cloudformation delete-stack --stack-name ${name}\`, and deploy again.`,
    ],
    [
      'UPDATE_ROLLBACK_FAILED',
      `an earlier deployment failed, and so did its rollback. Fix the problem in its events, run \`aws cloudformation continue-update-rollback --stack-name ${name}\`, and deploy again.`,
    ],
    [
      'UPDATE_FAILED',
      `an earlier deployment or deletion stopped halfway. Fix the problem that ${events} shows, run \`aws cloudformation rollback-stack --stack-name ${name}\`, and deploy again.`,
    ],
    [
      'DELETE_FAILED',
      `an earlier deployment or deletion stopped halfway. Fix the problem that ${events} shows, run \`aws cloudformation delete-stack --stack-name ${name}\`, and deploy again.`,
    ],
    [
      'REVIEW_IN_PROGRESS',
      `its first deployment was created but never executed. Run \`aws cloudformation delete-stack --stack-name ${name}\` (it’s empty), and deploy again.`,
    ],
  ])('%s is reported with the fix', async (status, sentence) => {
    expect(await inState(status)).toBe(`stops  stacks: ${name} is ${status}: ${sentence}`);
  });

  test.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'])(
    '%s passes',
    async (status) => {
      expect(await inState(status)).toBe(
        `ok     stacks: learning-partners-dev-data isn’t deployed yet, ${name} is ${status}.`,
      );
    },
  );
});

describe('mail', () => {
  const deployed = { 'learning-partners-dev-service': { status: 'UPDATE_COMPLETE' } };

  test('in the sandbox is a warning, because AWS only lifts it for a service it can look at', async () => {
    expect(await lineOf('mail', { mail: { production: false, sending: true } })).toBe(
      'warns  mail: SES is in the sandbox in us-east-1, so email only reaches verified addresses. Request production access (SES console, Account dashboard). AWS replies within a day.',
    );
  });

  test('that AWS has stopped is reported', async () => {
    expect(await lineOf('mail', { mail: { production: true, sending: false } })).toMatch(
      /^warns {2}mail: SES has stopped sending for this account in us-east-1\. /,
    );
  });

  test('from a verified sender passes', async () => {
    expect(await lineOf('sender', { stacks: deployed, identities: { 'district.test': true } })).toBe(
      'ok     sender: district.test is verified.',
    );
  });

  test('from an unverified domain needs its DNS records', async () => {
    expect(await lineOf('sender', { stacks: deployed, identities: { 'district.test': false } })).toBe(
      'warns  sender: district.test isn’t verified, so no email will be sent. Add the three DKIM records that a deployment prints to the DNS of district.test.',
    );
  });

  test('from an unverified address needs its link opened', async () => {
    const sender = { name: 'Dev', address: 'dev@district.test', verifiedAs: 'address' as const };
    expect(
      await lineOf('sender', { stacks: deployed, identities: { 'dev@district.test': false } }, { sender }),
    ).toBe(
      'warns  sender: dev@district.test isn’t verified, so no email will be sent. Open the link in the email that SES sends to dev@district.test.',
    );
  });

  test('from a sender created by hand stops a first deployment, and warns about deleting it', async () => {
    expect(await lineOf('sender', { identities: { 'district.test': true } })).toBe(
      'stops  sender: SES already has district.test, but not from this stack, which can only create it. Find out who sends from it (`aws sesv2 get-email-identity --email-identity district.test` shows its configuration set and tags), and give dev its own sender in infra/environments.ts, such as one at dev.district.test, or its own account. If you delete it, they can’t send anymore.',
    );
  });
});

describe('a sender of another environment', () => {
  const taken = 'SES already has district.test';
  const staging = ownRecord('staging', { account: '111122223333' });
  const prod = ownRecord('prod');
  const factsOf = async (environment: Environment) => {
    cloud.become({ ...readyAccount, identities: { 'district.test': true } });
    return openAws(environment).facts();
  };

  test('stops a first deployment and stays with its owner', async () => {
    expect(judgeIdentity(prod, await factsOf(prod), [ownRecord('dev'), staging, prod])).toEqual({
      state: 'stops',
      says: `${taken}. It’s also the sender of dev and staging, and only one stack can own it`,
      fix: 'Leave it to dev and staging, and give prod its own sender in infra/environments.ts, such as one at prod.district.test, or its own account',
    });
  });

  test.each([
    ['is in another account', { account: '999988887777' }],
    ['is in another region', { region: 'eu-west-1' }],
    [
      'sends from a part of the domain',
      { sender: { ...staging.sender, address: 'learning@staging.district.test' } },
    ],
  ])('doesn’t count if it %s', async (_, record) => {
    const verdict = judgeIdentity(prod, await factsOf(prod), [{ ...staging, ...record }, prod]);
    expect(verdict.says).toBe(`${taken}, but not from this stack, which can only create it`);
  });
});

describe('the domain', () => {
  const at = (arn: string, status: string, named: string) => ({
    certificates: { [arn]: { status, domain: named } },
  });

  test('with its certificate passes', async () => {
    expect(await lineOf('domain', at(certificate, 'ISSUED', '*.district.test'), { domain })).toBe(
      'ok     domain: apply.district.test has its certificate.',
    );
  });

  test('in another account is refused with both accounts', async () => {
    const elsewhere = 'arn:aws:acm:us-east-1:999988887777:certificate/1';
    expect(await lineOf('domain', {}, { domain: { ...domain, certificateArn: elsewhere } })).toBe(
      'stops  domain: The certificate for apply.district.test is in account 999988887777, but dev is deployed to 111122223333. Request a certificate for apply.district.test in account 111122223333 (ACM console), and put its ARN in the record of dev.',
    );
  });

  test('with a certificate in another region is refused with both regions', async () => {
    const elsewhere = 'arn:aws:acm:eu-west-1:111122223333:certificate/1';
    expect(await lineOf('domain', {}, { domain: { ...domain, certificateArn: elsewhere } })).toBe(
      'stops  domain: The certificate for apply.district.test is in eu-west-1, but CloudFront looks for it in us-east-1. Request a certificate for apply.district.test in us-east-1 (ACM console), and put its ARN in the record of dev.',
    );
  });

  test.each([
    [
      'that doesn’t exist',
      {},
      `Certificate ${certificate} not found. Request a certificate for apply.district.test in account 111122223333, us-east-1 (ACM console), and put its ARN in the record of dev.`,
    ],
    [
      'that waits for DNS',
      at(certificate, 'PENDING_VALIDATION', 'apply.district.test'),
      'The certificate for apply.district.test is waiting for its DNS record. Add the CNAME record that ACM shows for it, and wait for the status ISSUED.',
    ],
    [
      'of another name',
      at(certificate, 'ISSUED', '*.apply.district.test'),
      'The certificate is for *.apply.district.test, not for apply.district.test. Request a certificate for apply.district.test in us-east-1 (ACM console), and put its ARN in the record of dev.',
    ],
    [
      'that has run out',
      at(certificate, 'EXPIRED', 'apply.district.test'),
      'The certificate for apply.district.test is EXPIRED. Request a certificate for apply.district.test in us-east-1 (ACM console), and put its ARN in the record of dev.',
    ],
  ])('with a certificate %s stops', async (_, account, sentence) => {
    expect(await lineOf('domain', account, { domain })).toBe(`stops  domain: ${sentence}`);
  });
});

describe('a live address', () => {
  const well: Partial<Account> = { identities: { 'district.test': true } };
  const liveAt = (origin: string) => ({
    ...well,
    stacks: {
      'learning-partners-dev-data': {
        status: 'UPDATE_COMPLETE',
        outputs: { ProgramTableNameF79FFF91: 'table' },
      },
      'learning-partners-dev-service': {
        status: 'UPDATE_COMPLETE',
        outputs: { WebOriginDB72567B: origin },
      },
    },
  });

  test('is checked, and a healthy environment exits with 0', async () => {
    const live = await openLiveAddress();
    const { exit, said } = await examine(liveAt(live.origin));
    await live.stop();
    expect({ exit, last: said.at(-1) }).toEqual({
      exit: 0,
      last: `ok     live: ${live.origin} responds with the expected security headers.`,
    });
  });

  test('that doesn’t respond is reported page by page', async () => {
    const { exit, warned } = await examine(liveAt('http://127.0.0.1:1'));
    expect({ exit, faults: warned.length }).toEqual({ exit: 1, faults: 9 });
  });
});

test('without a sign-in only one question is asked', async () => {
  const before = cloud.asked.length;
  await examine({ refusesCaller: 'ExpiredToken' });
  expect(cloud.asked.slice(before)).toEqual(['GetCallerIdentity']);
});

test('the shipped example record stops', async () => {
  const shipped = { name: 'x', address: 'learning@example.org', verifiedAs: 'domain' as const };
  expect(await lineOf('record', {}, { sender: shipped })).toBe(
    'stops  record: The sender is still the example learning@example.org. Give dev a sender address of your own in infra/environments.ts.',
  );
});

describe('a record without an alarm address', () => {
  const { alarmAddress: _, ...unheard } = ownRecord('dev');
  const lineFor = async (record: Environment) => {
    const { said } = await show(doctorCommand, [record.name], surroundingsOf(record).surroundings);
    return said[0];
  };

  test('is a warning, because no one would learn of failures', async () => {
    expect(await lineFor(unheard)).toBe(
      'warns  record: The record has no alarm address, so no one is notified when something breaks. Give dev an alarm address that someone reads in infra/environments.ts.',
    );
  });

  test('stops an environment that keeps everything, and mentions its budget', async () => {
    expect(await lineFor({ ...unheard, name: 'prod', keepsEverything: true, monthlyBudgetUsd: 100 })).toBe(
      'stops  record: The record has no alarm address, so no one is notified when something breaks or the bill is above $100. Give prod an alarm address that someone reads in infra/environments.ts.',
    );
  });
});

test('a dry run asks no one anything', async () => {
  const before = cloud.asked.length;
  const { exit, said } = await show(
    doctorCommand,
    ['dev', '--dry-run'],
    surroundingsOf(ownRecord('dev')).surroundings,
  );
  expect(said.map((line) => line.split(':')[0])).toEqual([
    'record',
    'credentials',
    'bootstrap',
    'stacks',
    'mail',
    'sender',
    'domain',
  ]);
  expect({ exit, asked: cloud.asked.length - before }).toEqual({ exit: 0, asked: 0 });
});
