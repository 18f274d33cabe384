#!/usr/bin/env node
import { countOf } from '#domain/base/wording.ts';
import { environmentNamed } from '../environments.ts';
import { isBroken } from '../parsing/parsed.ts';
import { command, type Exit, exits, found, misused, runCommand, type Terminal } from './command.ts';
import { type LostWork, type Message, type OpenLostWork, openLostWork } from './redriving/cloud.ts';
import { isQueueName, lostWork, type QueueName, readWork, type Work } from './redriving/work.ts';

export const redriveCommand = command({
  usage: 'npm run -s redrive -- ENV QUEUE [--dry-run]',
  about: `Retries work that failed every attempt, and removes what succeeds from the queue. What fails again stays.
Fix the cause first.

QUEUE is one of:
${Object.keys(lostWork)
  .map((name) => `  ${name}`)
  .join('\n')}

For emails and proposals, the queue only holds pointers into the table’s stream, which keeps changes for
24 hours. After that, run npm run reconcile to list the missing emails.`,
  takes: ['env', 'queue'],
  options: { 'dry-run': { about: 'list what is waiting; retry nothing' } },
  exitCodes: '0 = all done; 1 = some messages stay in the queue; 2 = nothing done.',
  run: async (given, terminal, open: OpenLostWork = openLostWork) => {
    const { env, queue, 'dry-run': isDryRun } = given;
    if (!isQueueName(queue)) {
      const names = Object.keys(lostWork).join(', ');
      return misused(terminal, `Queue “${queue}” not found (expected one of ${names}).`);
    }
    const environment = found(() => environmentNamed(env));
    if (isBroken(environment)) return misused(terminal, ...environment.problems);
    return redrive(queue, isDryRun, await open(environment.parsed, queue), terminal);
  },
});

async function redrive(
  queue: QueueName,
  isDryRun: boolean,
  work: LostWork,
  terminal: Terminal,
): Promise<Exit> {
  // Longer than the longest function that gets work again, which takes ten minutes. A dry run is shorter.
  const hiddenSeconds = isDryRun ? 60 : 15 * 60;
  const seen = new Set<string>();
  let left = 0;
  for (
    let messages = await work.receive(hiddenSeconds);
    messages.length > 0;
    messages = await work.receive(hiddenSeconds)
  ) {
    const fresh = messages.filter(({ id }) => !seen.has(id));
    // Work that failed again comes back once its time is up. Every message was seen before that.
    if (fresh.length === 0) break;
    for (const message of fresh) {
      seen.add(message.id);
      const outcome = isDryRun ? await sayWaiting(message, work) : await handOver(message, work);
      (outcome.done ? terminal.say : terminal.warn)(`${message.id}  ${outcome.said}`);
      if (!outcome.done) left += 1;
    }
  }
  terminal.say(`${countOf(seen.size, 'message')}${isDryRun ? ' in' : `; ${left} left in`} ${queue}`);
  if (isDryRun)
    terminal.say('Nothing was retried. The messages are hidden from another look for one minute.');
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

/** The payload to call the function with, or why it is lost. */
async function payloadOf(work: Work, { read }: LostWork): Promise<{ readonly payload: unknown } | string> {
  if (work === 'unreadable') return 'this message isn’t from the service; look at it in the SQS console';
  if ('payload' in work) return work;
  const records = await read(work.pointer);
  if (records === 'gone') return 'expired from the stream after 24 hours; run npm run reconcile';
  if (records === 'not-all') return 'the stream didn’t return all of its changes; retry it';
  return { payload: { Records: records } };
}

if (import.meta.main) await runCommand(redriveCommand);
