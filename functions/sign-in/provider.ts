import {
  allowInsecureRequests,
  ClientSecretBasic,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import { plainDiscovery } from './plain-discovery.ts';

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
