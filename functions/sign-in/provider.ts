import { get as askByHttp, type IncomingMessage } from 'node:http';
import { get as askByHttps } from 'node:https';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
  type ServerMetadata,
} from 'openid-client';
import * as v from 'valibot';

/** Even with openid-client's own request, this stays far below API Gateway's timeout of 29 s. */
const timeoutMs = 3000;

/**
 * Reads the provider's metadata without `fetch`, which takes 25 ms of CPU to load at a cold start. Sending a user to the
 * provider needs nothing else. Returns undefined unless the answer is this issuer's document. Then openid-client asks again,
 * because it knows the exceptions and names the failures.
 */
async function plainDiscovery(issuer: string): Promise<ServerMetadata | undefined> {
  const ask = new URL(issuer).protocol === 'https:' ? askByHttps : askByHttp;
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const settings = { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(timeoutMs) };
  try {
    const response = await new Promise<IncomingMessage>((answered, failed) =>
      ask(address, settings, answered).on('error', failed),
    );
    const said = Buffer.concat(await response.toArray()).toString();
    return response.statusCode === 200 ? documentOf(issuer, said) : undefined;
  } catch {
    return undefined;
  }
}

function documentOf(issuer: string, said: string): ServerMetadata | undefined {
  const own = v.looseObject({ issuer: v.literal(issuer), authorization_endpoint: v.string() });
  const document = v.pipe(
    v.string(),
    v.parseJson(),
    v.custom<ServerMetadata>((value) => v.is(own, value)),
  );
  const parsed = v.safeParse(document, said);
  return parsed.success ? parsed.output : undefined;
}

type ProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** The provider's configuration. Rejects if the provider can't be reached or names another issuer. */
export type Provider = () => Promise<Configuration>;

/** Longer than any provider needs, and far below API Gateway's timeout of 29 s. */
const timeoutSeconds = 8;

/** Asks the provider once, and again only after a failure, because a container lives for hours. */
export function openProvider(settings: ProviderSettings): Provider {
  let known: Promise<Configuration> | undefined;
  return () => {
    known ??= discovered(settings).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function discovered({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const isOwn = isOwnMachine(issuer);
  const checks = [enableNonRepudiationChecks, ...(isOwn ? [allowInsecureRequests] : [])];
  const authentication = ClientSecretBasic(clientSecret);
  const metadata = isOwn || issuer.startsWith('https:') ? await plainDiscovery(issuer) : undefined;
  if (!metadata)
    return discovery(new URL(issuer), clientId, undefined, authentication, {
      timeout: timeoutSeconds,
      execute: checks,
    });
  const configuration = new Configuration(metadata, clientId, undefined, authentication);
  configuration.timeout = timeoutSeconds;
  for (const enable of checks) enable(configuration);
  return configuration;
}

/** Only requests that stay on this machine may go without TLS. */
function isOwnMachine(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
}
