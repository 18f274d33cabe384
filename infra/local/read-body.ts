import type { IncomingMessage } from 'node:http';

/** A request's whole body, or `too large` once it exceeds `limitBytes`. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | 'too large'> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return 'too large';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > limitBytes) return 'too large';
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
