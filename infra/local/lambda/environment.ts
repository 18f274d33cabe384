import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../ground/clock.ts';

export type FunctionSettings = {
  /** For people: `PagesApplications`. */
  readonly label: string;
  readonly name: string;
  readonly arn: string;
  /** The bundle's file and the name of the exported handler. */
  readonly file: string;
  readonly exportName: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly maximumConcurrency: number;
  readonly variables: Readonly<Record<string, string>>;
};

/** Lambda's response: the handler's result, or why there is none. */
export type Outcome =
  | { readonly answer: unknown }
  | {
      readonly failure: {
        readonly errorType: string;
        readonly errorMessage: string;
        readonly stack?: string;
      };
    };

/** One thread that runs one function, one event at a time. */
export type ExecutionEnvironment = {
  readonly invoke: (event: unknown) => Promise<Outcome>;
  readonly alive: () => boolean;
  readonly stop: () => Promise<void>;
};

/** Starts a thread for a function. `log` gets its output. It loads while the first event waits. */
export function startEnvironment(
  fn: FunctionSettings,
  clock: Clock,
  log: (text: string) => void,
): ExecutionEnvironment {
  const { NODE_OPTIONS = '', ...variables } = fn.variables;
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    env: variables,
    execArgv: NODE_OPTIONS.split(' ').filter((option) => option !== ''),
    resourceLimits: { maxOldGenerationSizeMb: fn.memoryMb },
    stdout: true,
    stderr: true,
    workerData: {
      file: fn.file,
      exportName: fn.exportName,
      functionName: fn.name,
      functionArn: fn.arn,
      memoryMb: fn.memoryMb,
      offsetMs: clock.offsetMs(),
    },
  });
  worker.stdout.on('data', (chunk) => log(String(chunk)));
  worker.stderr.on('data', (chunk) => log(String(chunk)));
  let alive = true;
  let settle: ((outcome: Outcome) => void) | undefined;
  const fail = (errorType: string, errorMessage: string, stack?: string) => {
    alive = false;
    settle?.({ failure: { errorType, errorMessage, ...(stack !== undefined && { stack }) } });
  };
  worker.on('error', (error) => fail(error.name, error.message, error.stack));
  worker.on('exit', (code) => fail('Runtime.ExitError', `Runtime exited with exit status: ${code}`));
  worker.on('message', ({ answer, failure }) =>
    settle?.(failure === undefined ? { answer: JSON.parse(answer) } : { failure }),
  );

  const invoke = (event: unknown) =>
    new Promise<Outcome>((done) => {
      const timer = setTimeout(() => {
        fail('Sandbox.Timedout', `Task timed out after ${(fn.timeoutMs / 1000).toFixed(2)} seconds`);
        void worker.terminate();
      }, fn.timeoutMs);
      settle = (outcome) => {
        clearTimeout(timer);
        settle = undefined;
        done(outcome);
      };
      if (!alive) return fail('Runtime.ExitError', 'The execution environment has already ended');
      worker.postMessage({
        requestId: randomUUID(),
        event,
        deadline: Date.now() + fn.timeoutMs,
        offsetMs: clock.offsetMs(),
      });
    });
  return {
    invoke,
    alive: () => alive,
    stop: async () => {
      alive = false;
      await worker.terminate();
    },
  };
}
