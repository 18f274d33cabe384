#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { countOf } from '../../shared/domain/amounts.ts';
import { type Environment, environmentNamed } from '../environments.ts';
import type { Parsed } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, type Terminal } from './command.ts';
import { understood } from './pairing/arguments.ts';
import { type LostWork, type Message, type OpenLostWork, openLostWork } from './redriving/cloud.ts';
import { isQueueName, lostWork, type QueueName } from './redriving/queues.ts';
import { readWork, type Work } from './redriving/work.ts';
import { runCommand } from './terminal.ts';

const help = `npm run -s redrive -- ENV QUEUE [--dry-run]

Hands work that failed every try to its function once more, and takes from the queue what then succeeds.
What fails again stays in the queue. Repair the cause first.

QUEUE is one of
${Object.keys(lostWork)
  .map((name) => `  ${name}`)
  .join('\n')}

Of letters and proposals the queue holds only where the change stands in the table's stream, which keeps
it for 24 hours; later, npm run reconcile lists the letters that are missing.

  --dry-run         lists what waits; hands nothing over
  --help

Exit code: 0 all of it is done, 1 something stays in the queue, 2 nothing was done.`;

/** The command; `args` are those after its name. */
export const redriveCommand = (
  args: readonly string[],
  terminal: Terminal,
  open: OpenLostWork = openLostWork,
): Promise<Exit> =>
  followRead(readArguments(args), terminal, help, async (order) =>
    redrive(order, await open(order.environment, order.queue), terminal),
  );

type RedriveOrder = {
  readonly environment: Environment;
  readonly queue: QueueName;
  readonly dryRun: boolean;
};

function readArguments(args: readonly string[]): Parsed<RedriveOrder> | 'help' {
  return understood((): Parsed<RedriveOrder> | 'help' => {
    const options = {
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help) return 'help';
    const [name, queue, ...more] = positionals;
    if (name === undefined || queue === undefined || more.length > 0)
      return { problems: ['ENV and QUEUE are needed.'] };
    if (!isQueueName(queue))
      return { problems: [`There is no queue “${queue}”; there are ${Object.keys(lostWork).join(', ')}.`] };
    try {
      return { parsed: { environment: environmentNamed(name), queue, dryRun: values['dry-run'] } };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { problems: [error.message] };
    }
  });
}

async function redrive({ queue, dryRun }: RedriveOrder, work: LostWork, terminal: Terminal): Promise<Exit> {
  // Longer than the longest function that work goes to again, ten minutes; a look is over sooner.
  const hiddenSeconds = dryRun ? 60 : 15 * 60;
  const seen = new Set<string>();
  let left = 0;
  for (
    let messages = await work.receive(hiddenSeconds);
    messages.length > 0;
    messages = await work.receive(hiddenSeconds)
  ) {
    const fresh = messages.filter(({ id }) => !seen.has(id));
    // What failed again comes round once its time is up: then everything was seen.
    if (fresh.length === 0) break;
    for (const message of fresh) {
      seen.add(message.id);
      const outcome = dryRun ? await sayWaiting(message, work) : await handOver(message, work);
      (outcome.done ? terminal.say : terminal.warn)(`${message.id}  ${outcome.said}`);
      if (!outcome.done) left += 1;
    }
  }
  terminal.say(`${countOf(seen.size, 'message')}${dryRun ? ' in' : `, of which ${left} stay in`} ${queue}`);
  if (dryRun)
    terminal.say('Nothing was handed over. The messages are hidden from a second look for a minute.');
  return left === 0 ? exits.done : exits.rowsLeftOut;
}

type Outcome = { readonly done: boolean; readonly said: string };

async function handOver(message: Message, work: LostWork): Promise<Outcome> {
  const payload = await payloadOf(readWork(message.body), work);
  if (typeof payload === 'string') return { done: false, said: payload };
  const why = await work.invoke(payload.payload);
  if (why !== undefined) return { done: false, said: why };
  await work.remove(message);
  return { done: true, said: 'done' };
}

async function sayWaiting(message: Message, work: LostWork): Promise<Outcome> {
  const read = readWork(message.body);
  const payload = await payloadOf(read, work);
  if (typeof payload === 'string') return { done: false, said: payload };
  const said =
    typeof read === 'object' && 'pointer' in read ? countOf(read.pointer.count, 'change') : 'one call';
  return { done: true, said };
}

/** What the function is to be called with, or why nobody can know it any more. */
async function payloadOf(work: Work, { read }: LostWork): Promise<{ readonly payload: unknown } | string> {
  if (work === 'unreadable') return 'this is nothing that the service lost; look at it in the console of SQS';
  if ('payload' in work) return work;
  const records = await read(work.pointer);
  if (records === 'gone') return 'the stream forgot it after 24 hours; see npm run reconcile';
  if (records === 'not-all') return 'the stream did not give all of its changes; hand it over again';
  return { payload: { Records: records } };
}

if (import.meta.main) await runCommand((args, terminal) => redriveCommand(args, terminal));
