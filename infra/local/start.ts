import { parseArgs } from 'node:util';
import { seedProduct } from './product-seed.ts';
import { terminalReport } from './report.ts';
import { startLocal } from './service.ts';

const startedAt = performance.now();
const { values } = parseArgs({
  options: {
    empty: { type: 'boolean', default: false },
    schools: { type: 'string' },
    columns: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const help = `npm start                                      the service with a fictional district
npm start -- --empty                           only the program
npm start -- --schools FILE [--columns FILE]   with the schools of your own directory

PORT (8080)          where it listens, on this machine only
LOCAL_DATA (.local)  the folder that keeps everything; delete it to begin anew
DYNAMODB_ENDPOINT    another DynamoDB than the embedded one`;

if (values.help) {
  console.log(help);
  process.exit(0);
}

const folder = process.env.LOCAL_DATA ?? '.local';

try {
  const service = await startLocal({
    data: folder,
    port: Number(process.env.PORT ?? 8080),
    databaseEndpoint: process.env.DYNAMODB_ENDPOINT,
    report: terminalReport,
    seed: seedProduct({ empty: values.empty, schoolsFile: values.schools, columnsFile: values.columns }),
  });
  if (service.seededBefore && (values.empty || values.schools !== undefined)) {
    terminalReport.problem(
      `${folder} already holds data, which was kept: delete it, or set LOCAL_DATA to another folder, to begin differently.`,
    );
  }
  console.log(`\nReady after ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Open:
  ${service.origin}/local          a tour in steps
  ${service.origin}/               the program page
  ${service.origin}/console        the staff console
  ${service.origin}/local/inbox    every letter that was sent
  ${service.origin}/local/clock    to move the clock
Stop with Ctrl+C.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void service.stop().then(() => process.exit(0)));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
