/** Letters on their way, with a fault proxy in front of the table, the mail service, and the scheduler. */
import { openMail, openMailClient } from '#mail/ses.ts';
import { openScheduleClient, openSchedules } from '#schedules/schedules.ts';
import { openTable, openTableClient } from '#store/dynamo-table.ts';
import { type Stage, setStage } from '../notifications/stage.ts';
import { startTable, type TestTable } from '../store/table.ts';
import { type FaultProxy, startFaultProxy } from './proxy.ts';

const local = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

export type FaultyStage = Stage & {
  readonly table: FaultProxy;
  readonly mail: FaultProxy;
  readonly schedules: FaultProxy;
};

export async function setFaultyStage(startingAt: string): Promise<FaultyStage> {
  const engine = await startTable();
  const table = await startFaultProxy(engine.endpoint);
  const client = openTableClient({ endpoint: table.endpoint, ...local });
  const openBehindProxy = async (): Promise<TestTable> => ({
    ...openTable(engine.tableName, client),
    endpoint: table.endpoint,
    stop: engine.stop,
  });
  const stage = await setStage(startingAt, openBehindProxy);
  const [mail, schedules] = await Promise.all([
    startFaultProxy(stage.ses.endpoint),
    startFaultProxy(stage.scheduler.endpoint),
  ]);
  const mailClient = openMailClient({ endpoint: mail.endpoint, ...local });
  const scheduleClient = openScheduleClient({ endpoint: schedules.endpoint, ...local });
  const sending = { sender: 'Learning Partners <apply@example.org>', configurationSet: 'letters' };
  return {
    ...stage,
    parts: {
      ...stage.parts,
      mail: openMail(sending, mailClient),
      schedules: openSchedules(stage.scheduler.settings, scheduleClient),
    },
    ...{ table, mail, schedules },
    stop: async () => {
      for (const one of [client, mailClient, scheduleClient]) one.destroy();
      await Promise.all([table, mail, schedules].map((proxy) => proxy.stop()));
      await stage.stop();
    },
  };
}
