import { createHash, createHmac } from 'node:crypto';

/** Reads the raw emails that SES put in a bucket. */

type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

type Signed = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly region: string;
  readonly credentials: Credentials;
  readonly now: Date;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * The headers of a GET request to S3, signed by Signature Version 4. One GET doesn't need the S3 client, which is larger than
 * everything else in its function. Source: docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function signedGet({
  url,
  headers,
  region,
  credentials,
  now,
}: Signed): Readonly<Record<string, string>> {
  const at = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const all: Readonly<Record<string, string>> = {
    ...headers,
    host: url.host,
    'x-amz-content-sha256': sha256(''),
    'x-amz-date': at,
    ...(credentials.sessionToken && { 'x-amz-security-token': credentials.sessionToken }),
  };
  const names = Object.keys(all).sort();
  const request = [
    'GET',
    url.pathname,
    '',
    ...names.map((name) => `${name}:${all[name]}`),
    '',
    names.join(';'),
    sha256(''),
  ].join('\n');
  const scope = `${at.slice(0, 8)}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', at, scope, sha256(request)].join('\n');
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>(
    (so, part) => hmac(so, part),
    hmac(`AWS4${credentials.secretAccessKey}`, at.slice(0, 8)),
  );
  const signature = hmac(key, toSign).toString('hex');
  const { host: _, ...sent } = all;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
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
  const headers = signedGet({
    url,
    region,
    headers: { range: `bytes=0-${mostBytes - 1}` },
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
      sessionToken: env.AWS_SESSION_TOKEN,
    },
    now: new Date(),
  });
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`S3 answered ${response.status}`);
  const raw = Buffer.from(await response.arrayBuffer());
  const [, whole] = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  return { raw: raw.subarray(0, mostBytes), bytes: whole === undefined ? raw.length : Number(whole) };
}
