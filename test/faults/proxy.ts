import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen } from '../http/listen.ts';
import type { Through } from '../store/table.ts';

/** What happens to one call: the fault table’s verbs, or an answer that takes the place of the service’s own. */
export type Fault =
  /** The call succeeds, and the connection breaks before its answer. */
  | 'drop-answer'
  /** The call gets no answer and does not reach the service. */
  | 'hang'
  /** The call reaches the service twice. The answer is the second one. */
  | 'repeat'
  /** The call waits until the next call was answered. */
  | 'reorder'
  /** The call succeeds, and the answer says otherwise. */
  | { readonly succeedsBut: Reply }
  | Reply;

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** One call on the wire. */
export type Call = {
  /** The operation, such as `PutItem` or `SendRawEmail`; of Scheduler the method and path. */
  readonly name: string;
  readonly body: string;
};

/** Which calls fail, and how many of them: all that match, until `heal`, if `times` is left out. */
export type Injection = {
  readonly on: (call: Call) => boolean;
  readonly times?: number;
};

export type FaultProxy = {
  readonly endpoint: string;
  /** Every call that arrived since `heal`, failed or not. */
  readonly calls: readonly Call[];
  readonly inject: (fault: Fault, injection: Injection) => void;
  /** How many calls failed since `heal`. */
  readonly injected: () => number;
  /** Removes all faults and forgets all calls. */
  readonly heal: () => void;
  readonly stop: () => Promise<void>;
};

type Planned = { readonly fault: Fault; readonly on: Injection['on']; left: number };

/** An HTTP proxy in front of one service. SDK clients talk to its endpoint instead of the service’s own. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let planned: Planned[] = [];
  let injected = 0;
  const calls: Call[] = [];
  const heldBack: (() => void)[] = [];

  const faultFor = (call: Call): Fault | undefined => {
    const plan = planned.find(({ on, left }) => left > 0 && on(call));
    if (!plan) return undefined;
    plan.left -= 1;
    injected += 1;
    return plan.fault;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const call = { name: nameOf(request, body), body: body.toString() };
    calls.push(call);
    const fault = faultFor(call);
    if (fault === 'hang') return;
    if (typeof fault === 'object' && 'status' in fault)
      return void response.writeHead(fault.status, fault.headers).end(fault.body);
    if (fault === 'reorder') await new Promise<void>((go) => heldBack.push(go));
    if (fault === 'repeat') await pass(target, request, body);
    const passed = await pass(target, request, body);
    const reply = typeof fault === 'object' ? fault.succeedsBut : passed;
    if (fault === 'drop-answer') response.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body);
    for (const go of heldBack.splice(0)) go();
  };
  const server = createServer((request, response) => {
    // A service that is gone looks like a broken connection.
    answer(request, response).catch(() => response.destroy());
  });
  const endpoint = await listen(server);

  return {
    endpoint,
    calls,
    inject: (fault, { on, times = Number.POSITIVE_INFINITY }) => planned.push({ fault, on, left: times }),
    injected: () => injected,
    heal: () => {
      planned = [];
      injected = 0;
      calls.length = 0;
    },
    stop: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
  };
}

/** Starts a stage whose functions find the table behind a proxy. The stage stops both. */
export async function startBehindProxy<S extends { readonly stop: () => Promise<void> }>(
  start: (through: Through) => Promise<S>,
): Promise<{ readonly stage: S; readonly proxy: FaultProxy }> {
  const found = Promise.withResolvers<FaultProxy>();
  const stage = await start(async (endpoint) => {
    found.resolve(await startFaultProxy(endpoint));
    return (await found.promise).endpoint;
  });
  const proxy = await found.promise;
  const stop = async () => {
    await stage.stop();
    await proxy.stop();
  };
  return { stage: { ...stage, stop }, proxy };
}

/** DynamoDB names the operation in a header, SES in the form, and Scheduler by method and path. */
function nameOf({ headers, method, url = '' }: IncomingMessage, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  return new URLSearchParams(body.toString()).get('Action') ?? `${method} ${url}`;
}

type Passed = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

const pass = (target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Passed> =>
  new Promise((passed, failed) => {
    const call: ClientRequest = send(new URL(url ?? '/', target), { method, headers }, async (reply) => {
      passed({ status: reply.statusCode ?? 502, headers: reply.headers, body: await buffer(reply) });
    });
    call.on('error', failed).end(body);
  });
