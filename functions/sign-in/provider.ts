import {
  allowInsecureRequests,
  ClientSecretBasic,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import { plainDiscovery } from './plain-discovery.ts';

export type ProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** What the provider says of itself. Rejects where it cannot be reached or says something else than it is. */
export type Provider = () => Promise<Configuration>;

/** 8 s: longer than any provider needs, and far from the 29 s after which API Gateway gives up. */
const timeoutSeconds = 8;

/** Asks the provider once, and again only after a failure: a container lives for hours. */
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

/** Only what never leaves this machine may travel without TLS. */
function isOwnMachine(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
}
