import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Optimizer } from '#domain/base/integer-program.ts';
import type { Instant } from '#domain/base/time.ts';
import { answerTo } from '#domain/pairing/scenario/answer.ts';
import { recordAnswer } from '#domain/pairing/scenario/ask.ts';
import type { Scenario } from '#domain/pairing/scenario/scenario.ts';
import { errorFacts } from '#http/error-facts.ts';
import type { openScenarios } from '#store/scenarios.ts';
import { parseStreamImage } from '#store/stream.ts';
import { sayAnswer } from '#text/pairing.ts';

/** The outcome of a scenario: IDs, and failed checks. It may name schools but never people. */
type LogEntry = Readonly<Record<string, string | number>>;

/** The dependencies, so that tests can replace them. */
export type Parts = {
  readonly store: Pick<ReturnType<typeof openScenarios>, 'scenario' | 'commitScenario'>;
  readonly optimizer: Optimizer;
  readonly now: () => Instant;
  readonly log: { readonly info: (entry: LogEntry) => void; readonly error: (entry: LogEntry) => void };
};

/**
 * Answers the scenarios in a batch of the table's stream. If one fails, it is reported, so the stream retries it and finally
 * sends it to the failure queue. Until then the scenario keeps waiting, and no partial answer is stored.
 */
export async function answerScenarios(
  parts: Parts,
  { Records }: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const failed: string[] = [];
  for (const { dynamodb } of Records) {
    const sequence = dynamodb?.SequenceNumber ?? '';
    try {
      const delivered = parseStreamImage(dynamodb?.NewImage);
      if (delivered?.type === 'scenario') await answerScenario(parts, delivered.aggregate);
    } catch (error) {
      failed.push(sequence);
      parts.log.error({ what: 'scenario not answered', sequence, ...errorFacts(error) });
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function answerScenario(
  { store, optimizer, now, log }: Parts,
  { cycleId, id }: Pick<Scenario, 'cycleId' | 'id'>,
): Promise<void> {
  const scenario = await store.scenario(cycleId, id);
  if (!scenario) throw new Error('A requested scenario isn’t stored');
  if (scenario.state !== 'asked') return log.info({ what: 'scenario was answered before', scenario: id });
  const startedAt = Date.parse(now());
  const answer = sayAnswer(await answerTo(scenario, optimizer), scenario.problem);
  const change = recordAnswer(scenario, answer, now());
  if (!change) return;
  // A conflict means that a repeated delivery stored the same answer first.
  const outcome = await store.commitScenario(change);
  const ms = Date.parse(now()) - startedAt;
  log.info({ what: `scenario ${change.after.state}`, scenario: id, outcome, ms });
}
