import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';

/** Reads the raw emails that SES put in a bucket. */

type Signed = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly region: string;
  readonly credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  readonly now: Date;
};

/**
 * The headers of a signed GET request to S3. One GET doesn't need the S3 client, which is larger than everything else in
 * its function.
 */
export async function signedGet({
  url,
  headers,
  region,
  credentials,
  now,
}: Signed): Promise<Readonly<Record<string, string>>> {
  const signer = new SignatureV4({
    ...{ region, credentials, service: 's3', uriEscapePath: false },
    sha256: Hash.bind(null, 'sha256'),
  });
  const request = {
    ...{ method: 'GET', protocol: url.protocol, hostname: url.hostname, path: url.pathname },
    headers: { ...headers, host: url.host },
  };
  const { host: _, ...sent } = (await signer.sign(request, { signingDate: now })).headers;
  return sent;
}

/** A raw email: its first bytes, and the size of all of it. */
export type RawEmail = { readonly raw: Buffer; readonly bytes: number };

const timeoutMs = 10_000;

/** Reads at most `mostBytes` of the object. Throws if it isn't there or can't be read. */
export async function readObject(bucket: string, key: string, mostBytes: number): Promise<RawEmail> {
  const { env } = process;
  const region = env.AWS_REGION ?? '';
  const url = new URL(
    env.AWS_ENDPOINT_URL_S3
      ? `${env.AWS_ENDPOINT_URL_S3}/${bucket}/${key}`
      : `https://${bucket}.s3.${region}.amazonaws.com/${key}`,
  );
  const headers = await signedGet({
    url,
    region,
    headers: { range: `bytes=0-${mostBytes - 1}` },
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
      ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
    },
    now: new Date(),
  });
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`S3 answered ${response.status}`);
  const raw = Buffer.from(await response.arrayBuffer());
  const [, whole] = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  return { raw: raw.subarray(0, mostBytes), bytes: whole === undefined ? raw.length : Number(whole) };
}
