import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Optimizer } from '#domain/base/integer-program.ts';
import type { Instant } from '#domain/base/time.ts';
import { answeredBy } from '#domain/pairing/explain/answered.ts';
import { explainExactly } from '#domain/pairing/explain/exact.ts';
import { answerTo } from '#domain/pairing/scenario/answer.ts';
import { recordAnswer } from '#domain/pairing/scenario/ask.ts';
import type { AskedScenario, ProposedScenario, Scenario } from '#domain/pairing/scenario/scenario.ts';
import { errorFacts } from '#http/error-facts.ts';
import type { openExplanations } from '#store/explanations.ts';
import type { openScenarios } from '#store/scenarios.ts';
import { parseStreamImage } from '#store/stream.ts';
import { sayAnswer } from '#text/pairing.ts';

/** The outcome of a scenario: IDs, and failed checks. It may name schools but never people. */
type LogEntry = Readonly<Record<string, string | number>>;

/** The dependencies, so that tests can replace them. */
export type Parts = {
  readonly store: Pick<ReturnType<typeof openScenarios>, 'scenario' | 'commitScenario'> &
    ReturnType<typeof openExplanations>;
  readonly optimizer: Optimizer;
  readonly now: () => Instant;
  readonly log: { readonly info: (entry: LogEntry) => void; readonly error: (entry: LogEntry) => void };
};

/**
 * Answers the scenarios in a batch of the table's stream, and then explains the proposals. If one fails, it is reported,
 * so the stream retries it and finally sends it to the failure queue. Until then the scenario keeps waiting, or the
 * proposal has no exact costs, and nothing partial is stored.
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
  parts: Parts,
  { cycleId, id }: Pick<Scenario, 'cycleId' | 'id'>,
): Promise<void> {
  const scenario = await parts.store.scenario(cycleId, id);
  if (!scenario) throw new Error('A requested scenario isn’t stored');
  if (scenario.state !== 'asked') parts.log.info({ what: 'scenario was answered before', scenario: id });
  const answered = scenario.state === 'asked' ? await answerAsked(parts, scenario) : scenario;
  if (answered?.state === 'proposed') await explainProposal(parts, answered);
}

/** Undefined if a repeated delivery stored the same answer first. */
async function answerAsked(
  { store, optimizer, now, log }: Parts,
  scenario: AskedScenario,
): Promise<Scenario | undefined> {
  const startedAt = Date.parse(now());
  const answer = sayAnswer(await answerTo(scenario, optimizer), scenario.problem);
  const change = recordAnswer(scenario, answer, now());
  if (!change) return undefined;
  const outcome = await store.commitScenario(change);
  const ms = Date.parse(now()) - startedAt;
  log.info({ what: `scenario ${change.after.state}`, scenario: scenario.id, outcome, ms });
  return outcome === 'conflict' ? undefined : change.after;
}

/** The largest programs take some 20 seconds. */
const explainLimitSeconds = 120;

async function explainProposal(
  { store, optimizer, now, log }: Parts,
  scenario: ProposedScenario,
): Promise<void> {
  const { cycleId, id, waitlistedHosts = [] } = scenario;
  if (await store.explanations(cycleId, id)) return;
  const startedAt = Date.parse(now());
  const answered = answeredBy(scenario);
  const explanations = await explainExactly(answered, waitlistedHosts, optimizer, explainLimitSeconds);
  await store.saveExplanations(cycleId, id, explanations);
  const what = explanations.isComplete ? 'proposal explained' : 'proposal explained in part';
  log.info({ what, scenario: id, ms: Date.parse(now()) - startedAt });
}
