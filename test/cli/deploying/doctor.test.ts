import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openAws } from '../../../infra/cli/deploying/aws.ts';
import { judgeIdentity } from '../../../infra/cli/deploying/judge-mail.ts';
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

/** What the doctor says of dev in an account, for a record that is the district's own. */
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
  'ok     credentials: arn:aws:sts::111122223333:assumed-role/DevOps/me in account 111122223333, us-east-1 (the record names no account).';

test('an account that is ready is told from one that is not, check by check', async () => {
  expect(await examine({})).toEqual({
    exit: 1,
    warned: [],
    said: [
      'ok     record: letters are from learning@district.test and held, but for those to lettersReach.',
      signedIn,
      'ok     bootstrap: version 28 in us-east-1.',
      'ok     stacks: learning-partners-dev-data is not there yet, learning-partners-dev-service is not there yet.',
      'ok     mail: SES writes to anybody, 50000 letters a day and 14 a second.',
      'warns  sender: SES does not know district.test yet, and this deployment makes it known; add the three DKIM records that a deployment prints to the DNS of district.test afterwards.',
      'ok     domain: the record names none, so CloudFront gives an address.',
      'ok     live: nothing is deployed yet.',
    ],
  });
});

describe('credentials', () => {
  const signInAgain = 'sign in again with `aws sso login`, or export fresh keys into this shell';
  const notAsked = 'not asked: bootstrap, stacks, mail, sender, domain';

  test.each([
    ['ExpiredToken', `stops  credentials: the credentials of this shell have expired; ${signInAgain}.`],
    [
      'InvalidClientTokenId',
      `stops  credentials: AWS does not know the credentials of this shell; ${signInAgain}.`,
    ],
    [
      'AccessDenied',
      'stops  credentials: this sign-in may not ask (sts:GetCallerIdentity); have sts:GetCallerIdentity allowed for it.',
    ],
  ])('that AWS refuses as %s stop everything else', async (refusesCaller, sentence) => {
    const { exit, said } = await examine({ refusesCaller });
    expect({ exit, said: said.slice(1) }).toEqual({ exit: 2, said: [sentence, notAsked] });
  });

  test('that are not there are said so', async () => {
    signOut();
    const { said } = await examine({});
    expect(said.slice(1)).toEqual([
      `stops  credentials: nobody is signed in to AWS in this shell; ${signInAgain} (AWS_PROFILE chooses the account).`,
      notAsked,
    ]);
  });

  test('of another account than the record’s are refused with both numbers', async () => {
    expect(await lineOf('credentials', {}, { account: '999988887777' })).toBe(
      'stops  credentials: this shell is signed in to account 111122223333, and dev belongs into 999988887777; choose the profile of 999988887777 with AWS_PROFILE, or correct account in the record.',
    );
  });

  test('without a way to AWS are no reason to blame them', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
    expect(await lineOf('credentials', {})).toMatch(
      /^stops {2}credentials: AWS cannot be reached \(.+\); look at the network or the proxy, and try again\.$/,
    );
    await cloud.stop();
    cloud = await openCloud();
  });
});

describe('the bootstrap', () => {
  const { bootstrapVersion: _, ...never } = readyAccount;

  test('that never was is answered with its command', async () => {
    cloud.become(never);
    const { said } = await show(doctorCommand, ['dev'], surroundingsOf(ownRecord('dev')).surroundings);
    expect(said).toContain(
      'stops  bootstrap: us-east-1 of this account was never prepared for the CDK; run `npx cdk bootstrap aws://111122223333/us-east-1` once.',
    );
  });

  test('that is too old is answered with the same, and with the boundary of the record', async () => {
    expect(await lineOf('bootstrap', { bootstrapVersion: '5' }, { permissionsBoundary: 'district' })).toBe(
      'stops  bootstrap: us-east-1 was prepared by bootstrap version 5, and 6 is needed; run `npx cdk bootstrap aws://111122223333/us-east-1 --custom-permissions-boundary district` once.',
    );
  });
});

test('a service in another region is asked about there and where CloudFront keeps what is its', async () => {
  const { said } = await examine({}, { region: 'eu-west-1', firewall: { requestsPerAddress: 2000 } });
  expect(said.slice(2, 4)).toEqual([
    'ok     bootstrap: version 28 in eu-west-1, version 28 in us-east-1.',
    'ok     stacks: learning-partners-dev-data is not there yet, learning-partners-dev-edge is not there yet, learning-partners-dev-service is not there yet, learning-partners-dev-watch is not there yet.',
  ]);
});

describe('a half-finished earlier deployment', () => {
  const name = 'learning-partners-dev-service';
  const inState = (status: string) => lineOf('stacks', { stacks: { [name]: { status } } });
  const events = `\`aws cloudformation describe-stack-events --stack-name ${name}\``;

  test.each([
    [
      'UPDATE_IN_PROGRESS',
      `another deployment is under way; wait for it (${events} shows where it is), and deploy again.`,
    ],
    [
      'ROLLBACK_COMPLETE',
      `its first deployment failed and was undone; look up why with ${events}, run \`aws cloudformation delete-stack --stack-name ${name}\`, and deploy again.`,
    ],
    [
      'UPDATE_ROLLBACK_FAILED',
      `an earlier deployment failed, and undoing it failed too; repair what its events name, run \`aws cloudformation continue-update-rollback --stack-name ${name}\`, and deploy again.`,
    ],
    [
      'UPDATE_FAILED',
      `an earlier deployment or deletion stopped halfway; repair what ${events} names, run \`aws cloudformation rollback-stack --stack-name ${name}\`, and deploy again.`,
    ],
    [
      'DELETE_FAILED',
      `an earlier deployment or deletion stopped halfway; repair what ${events} names, run \`aws cloudformation delete-stack --stack-name ${name}\`, and deploy again.`,
    ],
    [
      'REVIEW_IN_PROGRESS',
      `somebody prepared its first deployment and never carried it out; run \`aws cloudformation delete-stack --stack-name ${name}\` (there is nothing in it), and deploy again.`,
    ],
  ])('%s is told with what to do', async (status, sentence) => {
    expect(await inState(status)).toBe(`stops  stacks: ${name} is ${status}: ${sentence}`);
  });

  test.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'])(
    '%s is none',
    async (status) => {
      expect(await inState(status)).toBe(
        `ok     stacks: learning-partners-dev-data is not there yet, ${name} is ${status}.`,
      );
    },
  );
});

describe('mail', () => {
  const deployed = { 'learning-partners-dev-service': { status: 'UPDATE_COMPLETE' } };

  test('in the sandbox is a warning: AWS lifts it only for a service that it can look at', async () => {
    expect(await lineOf('mail', { mail: { production: false, sending: true } })).toBe(
      'warns  mail: SES is in its sandbox in us-east-1: letters reach confirmed addresses only; ask for production access (SES console, Account dashboard); AWS answers within a day.',
    );
  });

  test('that AWS has stopped is said so', async () => {
    expect(await lineOf('mail', { mail: { production: true, sending: false } })).toMatch(
      /^warns {2}mail: SES has stopped sending for this account in us-east-1; /,
    );
  });

  test('from a sender that is confirmed is well', async () => {
    expect(await lineOf('sender', { stacks: deployed, identities: { 'district.test': true } })).toBe(
      'ok     sender: district.test is confirmed.',
    );
  });

  test('from a domain that is not confirmed yet needs its DNS records', async () => {
    expect(await lineOf('sender', { stacks: deployed, identities: { 'district.test': false } })).toBe(
      'warns  sender: district.test is not confirmed, so no letter goes out; add the three DKIM records that a deployment prints to the DNS of district.test.',
    );
  });

  test('from an address that is not confirmed yet needs its link followed', async () => {
    const sender = { name: 'Dev', address: 'dev@district.test', verifiedAs: 'address' as const };
    expect(
      await lineOf('sender', { stacks: deployed, identities: { 'dev@district.test': false } }, { sender }),
    ).toBe(
      'warns  sender: dev@district.test is not confirmed, so no letter goes out; follow the link in the letter that SES sends to dev@district.test.',
    );
  });

  test('from a sender that somebody made by hand stops a first deployment, and is not to be deleted unseen', async () => {
    expect(await lineOf('sender', { identities: { 'district.test': true } })).toBe(
      'stops  sender: SES knows district.test already, from somewhere else than this stack, which can only make it new; look who sends from it (`aws sesv2 get-email-identity --email-identity district.test` shows its configuration set and tags), and give dev a sender of its own in infra/environments.ts, such as one at dev.district.test, or an account of its own; whatever sends from it stops when it is deleted.',
    );
  });
});

describe('a sender that another environment sends from', () => {
  const taken = 'SES knows district.test already';
  const staging = ownRecord('staging', { account: '111122223333' });
  const prod = ownRecord('prod');
  const factsOf = async (environment: Environment) => {
    cloud.become({ ...readyAccount, identities: { 'district.test': true } });
    return openAws(environment).facts();
  };

  test('stops a first deployment beside it, and stays with whose it is', async () => {
    expect(judgeIdentity(prod, await factsOf(prod), [ownRecord('dev'), staging, prod])).toEqual({
      state: 'stops',
      says: `${taken}, which is the sender of dev and staging too, and one stack alone can hold it`,
      fix: 'leave it to dev and staging, and give prod a sender of its own in infra/environments.ts, such as one at prod.district.test, or an account of its own',
    });
  });

  test.each([
    ['is in another account', { account: '999988887777' }],
    ['is in another region', { region: 'eu-west-1' }],
    [
      'sends from a part of the domain',
      { sender: { ...staging.sender, address: 'learning@staging.district.test' } },
    ],
  ])('is not one that %s', async (_, record) => {
    const verdict = judgeIdentity(prod, await factsOf(prod), [{ ...staging, ...record }, prod]);
    expect(verdict.says).toBe(`${taken}, from somewhere else than this stack, which can only make it new`);
  });
});

describe('the domain', () => {
  const at = (arn: string, status: string, named: string) => ({
    certificates: { [arn]: { status, domain: named } },
  });

  test('with its certificate is well', async () => {
    expect(await lineOf('domain', at(certificate, 'ISSUED', '*.district.test'), { domain })).toBe(
      'ok     domain: apply.district.test has its certificate.',
    );
  });

  test('in another account is refused with both accounts', async () => {
    const elsewhere = 'arn:aws:acm:us-east-1:999988887777:certificate/1';
    expect(await lineOf('domain', {}, { domain: { ...domain, certificateArn: elsewhere } })).toBe(
      'stops  domain: the certificate of apply.district.test is in account 999988887777, and dev is deployed into 111122223333; ask for a certificate of apply.district.test in account 111122223333 (ACM console), and put its ARN into the record of dev.',
    );
  });

  test('with a certificate where CloudFront does not look is refused with both regions', async () => {
    const elsewhere = 'arn:aws:acm:eu-west-1:111122223333:certificate/1';
    expect(await lineOf('domain', {}, { domain: { ...domain, certificateArn: elsewhere } })).toBe(
      'stops  domain: the certificate of apply.district.test is in eu-west-1, and CloudFront looks for it in us-east-1; ask for a certificate of apply.district.test in us-east-1 (ACM console), and put its ARN into the record of dev.',
    );
  });

  test.each([
    [
      'nobody asked for',
      {},
      `the certificate ${certificate} does not exist; ask for a certificate of apply.district.test in account 111122223333, us-east-1 (ACM console), and put its ARN into the record of dev.`,
    ],
    [
      'that waits for DNS',
      at(certificate, 'PENDING_VALIDATION', 'apply.district.test'),
      'the certificate of apply.district.test waits for its DNS record; add the CNAME record that ACM shows for it, and wait until it is ISSUED.',
    ],
    [
      'of another name',
      at(certificate, 'ISSUED', '*.apply.district.test'),
      'the certificate is for *.apply.district.test, not for apply.district.test; ask for a certificate of apply.district.test in us-east-1 (ACM console), and put its ARN into the record of dev.',
    ],
    [
      'that has run out',
      at(certificate, 'EXPIRED', 'apply.district.test'),
      'the certificate of apply.district.test is EXPIRED; ask for a certificate of apply.district.test in us-east-1 (ACM console), and put its ARN into the record of dev.',
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

  test('is visited, and an environment of which all is well ends with 0', async () => {
    const live = await openLiveAddress();
    const { exit, said } = await examine(liveAt(live.origin));
    await live.stop();
    expect({ exit, last: said.at(-1) }).toEqual({
      exit: 0,
      last: `ok     live: ${live.origin} answers, with its protecting headers.`,
    });
  });

  test('that does not answer is told page by page', async () => {
    const { exit, warned } = await examine(liveAt('http://127.0.0.1:1'));
    expect({ exit, faults: warned.length }).toEqual({ exit: 1, faults: 9 });
  });
});

test('nobody who is not signed in is kept waiting for more than one answer', async () => {
  const before = cloud.asked.length;
  await examine({ refusesCaller: 'ExpiredToken' });
  expect(cloud.asked.slice(before)).toEqual(['GetCallerIdentity']);
});

test('a record that is still the shipped example stops', async () => {
  const shipped = { name: 'x', address: 'learning@example.org', verifiedAs: 'domain' as const };
  expect(await lineOf('record', {}, { sender: shipped })).toBe(
    'stops  record: the sender is still the example learning@example.org; give dev a sender address of your own in infra/environments.ts.',
  );
});

describe('a record without an alarm address', () => {
  const { alarmAddress: _, ...unheard } = ownRecord('dev');
  const lineFor = async (record: Environment) => {
    const { said } = await show(doctorCommand, [record.name], surroundingsOf(record).surroundings);
    return said[0];
  };

  test('is warned of: nobody would know that something broke', async () => {
    expect(await lineFor(unheard)).toBe(
      'warns  record: the record names no alarm address, so nobody is told when something breaks; give dev an alarm address that is read in infra/environments.ts.',
    );
  });

  test('stops where everything is kept, and where a budget counts on it says that too', async () => {
    expect(await lineFor({ ...unheard, name: 'prod', keepsEverything: true, monthlyBudgetUsd: 100 })).toBe(
      'stops  record: the record names no alarm address, so nobody is told when something breaks, and of a bill above US$ 100; give prod an alarm address that is read in infra/environments.ts.',
    );
  });
});

test('a dry run asks nothing of anybody', async () => {
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
