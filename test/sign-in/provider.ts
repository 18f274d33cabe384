import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';
import { vi } from 'vitest';

/** Claims of a person whom the provider knows; `deny` is a person who cancels. */
export type Person = Readonly<Record<string, unknown>> | 'deny';

export type TestProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Sets the person at the provider's page. */
  readonly seat: (person: Person) => void;
  /** How often a path was requested, such as `/.well-known/openid-configuration`. */
  readonly asked: (path: string) => number;
  /** Makes every answer a 500. */
  readonly fail: () => void;
  /** Follows the provider's pages from the authorization address to the callback address. */
  readonly visit: (authorizationAddress: string) => Promise<URL>;
  readonly stop: () => Promise<void>;
};

const client = { id: 'learning-partners', secret: 'a secret between two test parts' };

/** A real OpenID provider on this machine. It signs the seated person in without asking. */
export async function startProvider(origin: string): Promise<TestProvider> {
  const counts = new Map<string, number>();
  let person: Person = 'deny';
  let broken = false;
  let answer = (_: IncomingMessage, response: ServerResponse) => void response.writeHead(503).end();
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    if (broken) return void response.writeHead(500).end('stack trace of the provider');
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The provider has no port');
  const issuer = `http://127.0.0.1:${address.port}`;
  // It warns that it forgets everything at a restart. That is what tests need.
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const claims = () => (person === 'deny' ? {} : person);
  const provider = new Provider(issuer, configuration(origin, claims));
  warnings.mockRestore();
  const asProvider = provider.callback();
  answer = (request, response) => {
    if (request.url?.startsWith('/seat')) void letIn(provider, person, request, response);
    else void asProvider(request, response);
  };
  return {
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
    seat: (next) => {
      person = next;
    },
    asked: (path) => counts.get(path) ?? 0,
    fail: () => {
      broken = true;
    },
    visit: (authorizationAddress) => visit(issuer, authorizationAddress),
    stop: () => new Promise((done) => void server.close(() => done())),
  };
}

async function letIn(provider: Provider, person: Person, request: IncomingMessage, response: ServerResponse) {
  if (person === 'deny') {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
    return;
  }
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: 'person', clientId: client.id });
  grant.addOIDCScope(String(params.scope));
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { login: { accountId: 'person' }, consent });
}

function configuration(origin: string, claims: () => Readonly<Record<string, unknown>>): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${origin}/sign-in/callback`],
        post_logout_redirect_uris: [`${origin}/`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key for the cookies of the provider'] },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'cognito:groups', 'groups'],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/seat/${uid}` },
    pkce: { required: () => true },
    findAccount: () => ({ accountId: 'person', claims: () => ({ sub: 'person', ...claims() }) }),
    ttl: { Session: 60, Interaction: 60, Grant: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
  };
}

async function visit(issuer: string, authorizationAddress: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next = new URL(authorizationAddress);
  while (next.origin === issuer) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const [, name = '', value = ''] of answer.headers
      .getSetCookie()
      .map((set) => /^([^=]+)=([^;]*)/.exec(set) ?? [])) {
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${next.pathname} answers ${answer.status}: ${await answer.text()}`);
    next = new URL(location, next);
  }
  return next;
}
