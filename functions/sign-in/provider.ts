import {
  allowInsecureRequests,
  ClientSecretBasic,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';

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
export function openProvider({ issuer, clientId, clientSecret }: ProviderSettings): Provider {
  let known: Promise<Configuration> | undefined;
  return () => {
    known ??= discovery(new URL(issuer), clientId, undefined, ClientSecretBasic(clientSecret), {
      timeout: timeoutSeconds,
      execute: [enableNonRepudiationChecks, ...(isOwnMachine(issuer) ? [allowInsecureRequests] : [])],
    }).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

/** Only what never leaves this machine may travel without TLS. */
function isOwnMachine(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
}
