import { createServer, type IncomingMessage, type Server } from 'node:http';
import { vi } from 'vitest';

/** The account as AWS would report it, in its wire formats: query and XML, JSON 1.1, and REST with JSON. */
export type Account = {
  readonly account: string;
  /** An error's name instead of an answer about the caller, such as `ExpiredToken`. */
  readonly refusesCaller?: string;
  /** Absent: never bootstrapped. */
  readonly bootstrapVersion?: string;
  readonly stacks: Readonly<Record<string, StackThere>>;
  readonly mail: { readonly production: boolean; readonly sending: boolean };
  /** By name: whether it is verified. */
  readonly identities: Readonly<Record<string, boolean>>;
  /** By ARN. */
  readonly certificates: Readonly<Record<string, { readonly status: string; readonly domain: string }>>;
};

export type StackThere = {
  readonly status: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly template?: object;
};

/** A ready account without deployments. */
export const readyAccount: Account = {
  account: '111122223333',
  bootstrapVersion: '28',
  stacks: {},
  mail: { production: true, sending: true },
  identities: {},
  certificates: {},
};

type Reply = { readonly status: number; readonly body: string };

const json = (body: unknown, status = 200): Reply => ({ status, body: JSON.stringify(body) });
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const xml = (action: string, result: string): Reply => ({
  status: 200,
  body: `<${action}Response><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`,
});
const xmlError = (code: string, message: string, status = 400): Reply => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

export type Cloud = {
  /** The questions, in order: `GetCallerIdentity`, `DescribeStacks learning-partners-dev-data`, … */
  readonly asked: readonly string[];
  /** Changes the account from now on. */
  readonly become: (account: Account) => void;
  readonly stop: () => Promise<void>;
};

/** Replaces AWS at the addresses that the SDK reads from the environment. */
export async function openCloud(first: Account = readyAccount): Promise<Cloud> {
  let current = first;
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { question, reply } = answer(current, request, await bodyOf(request));
    asked.push(question);
    response.writeHead(reply.status, { 'content-type': 'application/x-amz-json-1.1' }).end(reply.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const endpoint = `http://127.0.0.1:${portOf(server)}`;
  for (const service of ['STS', 'CLOUDFORMATION', 'SESV2', 'SSM', 'ACM'])
    vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, endpoint);
  signIn();
  return {
    asked,
    become: (account) => {
      current = account;
    },
    stop: async () => {
      vi.unstubAllEnvs();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

export function signIn(): void {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
}

/** A shell without a sign-in, which never asks the network for one. */
export function signOut(): void {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE'])
    vi.stubEnv(name, undefined);
  for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) vi.stubEnv(name, '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
}

export const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

function answer(
  account: Account,
  request: IncomingMessage,
  body: string,
): { question: string; reply: Reply } {
  const path = decodeURIComponent(request.url ?? '/');
  if (path.startsWith('/v2/email/')) return { question: path, reply: mailReply(account, path) };
  const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
  if (target) return { question: target, reply: jsonReply(account, target, JSON.parse(body)) };
  const form = new URLSearchParams(body);
  const action = form.get('Action') ?? '';
  const stack = form.get('StackName') ?? '';
  return { question: `${action} ${stack}`.trim(), reply: queryReply(account, action, stack) };
}

function mailReply({ mail, identities }: Account, path: string): Reply {
  if (path === '/v2/email/account')
    return json({
      ProductionAccessEnabled: mail.production,
      SendingEnabled: mail.sending,
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 0 },
    });
  const verified = identities[path.replace('/v2/email/identities/', '')];
  return verified === undefined
    ? json({ __type: 'NotFoundException', message: 'Email identity does not exist.' }, 404)
    : json({ VerifiedForSendingStatus: verified, VerificationStatus: verified ? 'SUCCESS' : 'PENDING' });
}

function jsonReply(account: Account, target: string, sent: { CertificateArn?: string }): Reply {
  if (target === 'GetParameter')
    return account.bootstrapVersion === undefined
      ? json({ __type: 'ParameterNotFound', message: '' }, 400)
      : json({ Parameter: { Value: account.bootstrapVersion } });
  const found = account.certificates[sent.CertificateArn ?? ''];
  return found
    ? json({ Certificate: { Status: found.status, DomainName: found.domain } })
    : json({ __type: 'ResourceNotFoundException', message: 'Could not find it' }, 400);
}

function queryReply({ account, refusesCaller, stacks }: Account, action: string, name: string): Reply {
  if (refusesCaller !== undefined) return xmlError(refusesCaller, 'no', 403);
  if (action === 'GetCallerIdentity')
    return xml(
      action,
      `<Arn>arn:aws:sts::${account}:assumed-role/DevOps/me</Arn><UserId>A:me</UserId><Account>${account}</Account>`,
    );
  const stack = stacks[name];
  if (!stack) return xmlError('ValidationError', `Stack with id ${name} does not exist`);
  if (action === 'GetTemplate')
    return xml(
      action,
      `<TemplateBody>${escaped(JSON.stringify(stack.template ?? { Resources: {} }))}</TemplateBody>`,
    );
  const outputs = Object.entries(stack.outputs ?? {}).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${escaped(value)}</OutputValue></member>`,
  );
  return xml(
    action,
    `<Stacks><member><StackName>${name}</StackName><CreationTime>2026-11-01T00:00:00Z</CreationTime><StackStatus>${stack.status}</StackStatus><Outputs>${outputs.join('')}</Outputs></member></Stacks>`,
  );
}
