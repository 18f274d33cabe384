import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider';
import { shiftDate } from '../ground/clock.ts';
import { pageHeaders, readBody } from '../web/http.ts';
import type { IdentitySettings } from './identity.ts';

const settings: IdentitySettings = workerData;
let offsetMs = settings.offsetMs;
shiftDate(() => offsetMs);
parentPort?.on('message', (moved: number) => {
  offsetMs = moved;
});

const pages: typeof import('../tour/tour-pages.tsx') = await import(pathToFileURL(settings.pagesFile).href);
const mountPath = new URL(settings.issuer).pathname;
const provider = new Provider(settings.issuer, configuration());
// The runner forwards requests with the browser's host.
provider.proxy = true;
const answerAsProvider = provider.callback();

const server = createServer((request, response) => {
  const path = (request.url ?? '/').slice(mountPath.length);
  const answering = path.startsWith('/choose/')
    ? chooseStaff(request, response)
    : asProvider(request, response, path);
  answering.catch((error: unknown) => {
    response.writeHead(400, { 'content-type': 'text/plain' });
    response.end(`Start the sign-in again: ${String(error)}`);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === 'object' ? address?.port : undefined);
});

async function asProvider(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  Object.assign(request, { originalUrl: request.url, url: path || '/' });
  await answerAsProvider(request, response);
}

async function chooseStaff(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.writeHead(200, pageHeaders);
    response.end(pages.staffChoicePage({ action: request.url ?? '', staff: settings.staff }));
    return;
  }
  const form = new URLSearchParams(String(await readBody(request, 10_000)));
  const member = settings.staff.find(({ id }) => id === form.get('staff'));
  if (member === undefined) throw new Error('no one was chosen');
  const grant = new provider.Grant({
    accountId: member.id,
    clientId: String(interaction.params.client_id),
  });
  grant.addOIDCScope(String(interaction.params.scope));
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { login: { accountId: member.id }, consent });
}

function configuration(): Configuration {
  return {
    clients: settings.clients.map(({ id, secret, callbacks, afterSignOut }) => ({
      client_id: id,
      client_secret: secret,
      redirect_uris: callbacks,
      post_logout_redirect_uris: afterSignOut,
      // Cognito accepts the secret either way.
      token_endpoint_auth_method: 'client_secret_basic',
    })),
    jwks: { keys: [settings.signingKey] },
    cookies: { keys: [settings.cookieKey], long: { path: mountPath } },
    claims: { openid: ['sub', 'cognito:groups'], email: ['email', 'email_verified'], profile: ['name'] },
    // Cognito puts all claims in the ID token.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: {
      url: (_, interaction) => `${mountPath}/choose/${interaction.uid}`,
      policy: alwaysAsking(),
    },
    pkce: { required: () => true },
    findAccount: (_, id) => {
      const member = settings.staff.find((candidate) => candidate.id === id);
      if (member === undefined) return undefined;
      const { email, name, roles } = member;
      return {
        accountId: id,
        claims: () => ({ sub: id, email, email_verified: true, name, 'cognito:groups': [...roles] }),
      };
    },
    ttl: {
      Session: 3600,
      Interaction: 3600,
      Grant: 3600,
      AccessToken: 3600,
      IdToken: 3600,
      AuthorizationCode: 60,
    },
  };
}

// After signing out, people want to be someone else, so no one is remembered.
function alwaysAsking(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const asked = new interactionPolicy.Check('always_ask', 'someone must be chosen', (context) =>
    context.oidc.result?.login === undefined
      ? interactionPolicy.Check.REQUEST_PROMPT
      : interactionPolicy.Check.NO_NEED_TO_PROMPT,
  );
  policy.get('login')?.checks.add(asked);
  return policy;
}
