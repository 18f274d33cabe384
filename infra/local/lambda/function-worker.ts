import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { shiftDate } from '../ground/clock.ts';

// One execution environment of one function, like Lambda's. It loads the bundle once and handles one event at
// a time. All its input comes from `workerData`, and all its output goes to the parent.
type Invocation = {
  readonly requestId: string;
  readonly event: unknown;
  readonly deadline: number;
  readonly offsetMs: number;
};

let offsetMs: number = workerData.offsetMs;
const realNow = Date.now.bind(Date);
shiftDate(() => offsetMs);

// Lambda writes an object as one line of JSON. Node would use several.
for (const level of ['info', 'error'] as const) {
  const write = console[level];
  console[level] = (...values: readonly unknown[]) =>
    write(...(isPlain(values[0]) && values.length === 1 ? [JSON.stringify(values[0])] : values));
}

function isPlain(value: unknown): boolean {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}

const loaded = await import(pathToFileURL(workerData.file).href);
const handler: unknown = loaded[workerData.exportName];
if (typeof handler !== 'function') {
  throw new Error(`${workerData.file} has no function named ${workerData.exportName}.`);
}

async function invoke({ requestId, event, deadline, offsetMs: moved }: Invocation): Promise<void> {
  offsetMs = moved;
  const context = {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: false,
    functionName: workerData.functionName,
    functionVersion: '$LATEST',
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
    invokedFunctionArn: workerData.functionArn,
    logGroupName: `/aws/lambda/${workerData.functionName}`,
    logStreamName: 'local',
    memoryLimitInMB: String(workerData.memoryMb),
  };
  try {
    if (typeof handler !== 'function') return;
    // Through JSON and back, because Lambda only passes JSON.
    const answer = JSON.stringify((await handler(event, context)) ?? null);
    parentPort?.postMessage({ requestId, answer });
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    parentPort?.postMessage({
      requestId,
      failure: { errorType: failure.name, errorMessage: failure.message, stack: failure.stack },
    });
  }
}

parentPort?.on('message', (invocation: Invocation) => void invoke(invocation));
