import { get as askByHttp, type IncomingMessage } from 'node:http';
import { get as askByHttps } from 'node:https';
import type { ServerMetadata } from 'openid-client';
import * as v from 'valibot';

/** 3 s: together with openid-client's own question still far from the 29 s after which API Gateway gives up. */
const timeoutMs = 3000;

/**
 * What a provider says of itself, asked without `fetch`: to load that takes 25 ms of CPU at a cold start, and to send
 * somebody to the provider needs nothing else of it. Undefined where the answer is anything but the document of this
 * very issuer; openid-client then asks itself, and knows the exceptions and what to call a failure.
 */
export async function plainDiscovery(issuer: string): Promise<ServerMetadata | undefined> {
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
