import { createServer, request as forward } from 'node:http';
import { type Units, unitsOf } from './calls.ts';

export type Meter = {
  /** The apparent address of DynamoDB. */
  readonly endpoint: string;
  /** The use since the last reading. */
  readonly read: () => Units;
  readonly stop: () => Promise<void>;
};

const nothing: Units = { read: 0, write: 0, wrote: [] };

/** A proxy between the service and its table that counts the use of each call. */
export async function startMeter(database: string): Promise<Meter> {
  let taken = nothing;
  const server = createServer((request, response) => {
    const sent: Buffer[] = [];
    request.on('data', (part) => sent.push(part));
    request.on('end', () => {
      const onward = forward(
        database,
        { method: 'POST', path: request.url, headers: request.headers },
        (answer) => {
          const received: Buffer[] = [];
          answer.on('data', (part) => received.push(part));
          answer.on('end', () => {
            const [service = '', operation = ''] = String(request.headers['x-amz-target']).split('.');
            const units = service.startsWith('DynamoDB_')
              ? unitsOf(operation, parsed(sent), parsed(received))
              : undefined;
            if (units) taken = sum(taken, units);
            response.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(received));
          });
        },
      );
      onward.once('error', () => response.destroy());
      onward.end(Buffer.concat(sent));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    read: () => {
      const sinceLast = taken;
      taken = nothing;
      return sinceLast;
    },
    stop: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

export const sum = (a: Units, b: Units): Units => ({
  read: a.read + b.read,
  write: a.write + b.write,
  wrote: [...a.wrote, ...b.wrote],
});

const parsed = (parts: readonly Buffer[]): unknown => JSON.parse(Buffer.concat(parts).toString() || '{}');
