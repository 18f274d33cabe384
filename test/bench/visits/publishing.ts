/**
 * Publishing a year of visits, starting with the commits of its partnerships: the letters, schedules, and
 * units it takes, and that repeating the events adds none. It uses a real table engine, and endpoints that
 * speak SES and Scheduler.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { isRefusal } from '#domain/base/change.ts';
import { planYear, publishVisitPlan } from '#domain/visits/plan.ts';
import type { VisitPartnership, VisitSchool } from '#domain/visits/planner/problem.ts';
import { facilitatorsIn, todayIn } from '#domain/visits/schedule.ts';
import { emptyVisitYear } from '#domain/visits/visit-year.ts';
import { openTable } from '#store/dynamo-table.ts';
import { followCommits } from '../../../functions/notifications/follow-commits.ts';
import { aCycle } from '../../builders.ts';
import { ruth } from '../../domain/pairing/sample.ts';
import { aPartnership } from '../../letters/sample.ts';
import { batchOf, type Stage, setStage } from '../../notifications/stage.ts';
import { startTable } from '../../store/table.ts';
import { type Meter, startMeter } from '../capacity/meter.ts';
import { aCalendar, type Size, visitProblem } from './instances.ts';

const now = '2026-08-24T15:00:00.000Z';
/** As the stream delivers them. */
const batchSize = 25;

/** One line of the table for the commits, one for the events that follow, and one for the same events again. */
export async function publishYear(size: Size) {
  const { stage, meter, stop } = await openMeteredStage();
  try {
    const cycle = aCycle({ id: '2026', closesAt: '2026-05-01T21:00:00.000Z', calendar: aCalendar });
    await stage.store.putCycle(cycle);
    const partnerships = visitProblem(size).partnerships.map(partnershipOf);
    for (const after of partnerships) await stage.commitPartnership({ after, events: [] });
    const setting = { cycle, year: emptyVisitYear('2026'), partnerships };
    const plans = new Map(
      facilitatorsIn(setting).map((email) => [email, planYear(setting, email, todayIn(setting, now))]),
    );
    const counted = countingOn(stage, meter);
    const records: DynamoDBRecord[] = [];
    const commits = await counted(async () => {
      for (const partnership of partnerships) {
        const plan = plans.get(partnership.facilitator.email);
        if (plan?.kind !== 'planned') throw new Error(JSON.stringify(plan));
        const change = publishVisitPlan({ ...partnership, version: 1 }, plan.visits, setting, ruth, now);
        if (isRefusal(change)) throw new Error(change.refused);
        records.push(await stage.commitPartnership(change));
      }
    });
    const follow = async () => {
      for (let from = 0; from < records.length; from += batchSize) {
        const batch = batchOf(...records.slice(from, from + batchSize));
        const { batchItemFailures } = await followCommits(stage.parts, batch);
        if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} commits failed`);
      }
    };
    const planned = [...plans.values()].flatMap((plan) => (plan.kind === 'planned' ? plan.visits : []));
    const visits = planned.reduce((sum, { visiting }) => sum + visiting.length, 0);
    return { visits, commits, followed: await counted(follow), again: await counted(follow) };
  } finally {
    await stop();
  }
}

async function openMeteredStage(): Promise<{ stage: Stage; meter: Meter; stop: () => Promise<void> }> {
  const table = await startTable();
  const meter = await startMeter(table.endpoint);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: meter.endpoint, region: 'us-east-1', credentials });
  const stage = await setStage(now, async () => ({ ...table, ...openTable('programs', client) }));
  return {
    stage,
    meter,
    stop: async () => {
      await stage.stop();
      await meter.stop();
    },
  };
}

/** What `act` does, beyond what was there before. */
const countingOn =
  ({ ses, scheduler }: Stage, meter: Meter) =>
  async (act: () => Promise<void>) => {
    const before = {
      letters: ses.sent.length,
      schedules: scheduler.schedules().length,
      calls: scheduler.requests.length,
    };
    meter.read();
    const start = performance.now();
    await act();
    const ms = performance.now() - start;
    const { write, read, wrote } = meter.read();
    return {
      letters: ses.sent.length - before.letters,
      schedules: scheduler.schedules().length - before.schedules,
      'calls of the scheduler': scheduler.requests.length - before.calls,
      'write units': write,
      'read units': read,
      'records written': wrote.length,
      ms: Math.round(ms),
    };
  };

function partnershipOf({ host, partners, facilitator }: VisitPartnership) {
  const { host: aHost, partners: somePartners } = aPartnership();
  const [aPartner] = somePartners;
  if (!aPartner) throw new Error('The sample partnership has no partner');
  const named = (school: VisitSchool) => ({
    id: school.id,
    name: school.name,
    reference: `2026-${school.id}`,
    contact: { ...aHost.contact, email: `${school.id.toLowerCase()}@example.org` },
  });
  return aPartnership({
    version: 0,
    cycleId: '2026',
    host: { ...aHost, ...named(host) },
    partners: partners.map((partner) => ({ ...aPartner, ...named(partner) })),
    facilitator: { email: `${facilitator.toLowerCase()}@example.org`, name: facilitator },
  });
}
