import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../ground/clock.ts';
import type { StaffMember } from '../ground/sample-staff.ts';
import type { State } from '../ground/state.ts';
import { clientSecretOf } from '../template/addresses.ts';
import type { Plan } from '../template/plan.ts';
import { sendMessage } from '../web/http.ts';

/** Under the service's own address, so that one port is enough and browsers stay on one host. */
export const identityPath = '/local/sign-in';

type Identity = {
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** Tells the provider that the clock moved; otherwise its tokens would be old. */
  readonly clockMoved: () => void;
  readonly stop: () => Promise<void>;
};

export type IdentitySettings = {
  readonly issuer: string;
  readonly offsetMs: number;
  readonly clients: readonly {
    readonly id: string;
    readonly secret: string;
    readonly callbacks: string[];
    readonly afterSignOut: string[];
  }[];
  readonly staff: readonly StaffMember[];
  readonly signingKey: object;
  readonly cookieKey: string;
  readonly pagesFile: string;
};

type Options = {
  readonly plan: Plan;
  readonly issuer: string;
  readonly clock: Clock;
  readonly state: State;
  readonly staff: readonly StaffMember[];
  readonly pagesFile: string;
  readonly logFile: string;
};

/** Starts the OpenID provider in its own thread, where it can use the service's time instead of the machine's. */
export async function startIdentity({
  plan,
  issuer,
  clock,
  state,
  staff,
  pagesFile,
  logFile,
}: Options): Promise<Identity> {
  const settings: IdentitySettings = {
    issuer,
    offsetMs: clock.offsetMs(),
    clients: plan.userPoolClients.map(({ reference: id, properties }) => ({
      id,
      secret: clientSecretOf(id),
      callbacks: properties.CallbackURLs,
      afterSignOut: properties.LogoutURLs,
    })),
    staff,
    signingKey: JSON.parse(remembered(state, 'signing key', newSigningKey)),
    cookieKey: remembered(state, 'cookie key', randomUUID),
    pagesFile,
  };
  const worker = new Worker(new URL('./identity-worker.ts', import.meta.url), {
    // What npm start preloads is relative to the project's folder.
    execArgv: [],
    workerData: settings,
    stdout: true,
    stderr: true,
  });
  // It warns that it forgets everything at the end, which is intended here.
  worker.stdout.resume();
  worker.stderr.on('data', (chunk) => appendFileSync(logFile, chunk));
  const port = await new Promise<number>((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
  });
  return {
    answer: (request, response) => passOn(request, response, port),
    clockMoved: () => worker.postMessage(clock.offsetMs()),
    stop: async () => void (await worker.terminate()),
  };
}

function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path, headers } = request;
  const passed = forward({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => sendMessage(response, 502, 'The sign-in provider doesn’t respond'));
  request.pipe(passed);
}

function remembered(state: State, key: string, make: () => string): string {
  const known = state.read('identity', key);
  if (known !== undefined) return known;
  const made = make();
  state.write('identity', key, made);
  return made;
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify({
    ...privateKey.export({ format: 'jwk' }),
    kid: randomUUID(),
    use: 'sig',
    alg: 'RS256',
  });
}
