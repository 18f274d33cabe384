import { terminalReport } from '../local/ground/report.ts';
import { type LocalService, startLocal } from '../local/service.ts';
import { synthesizeProduct } from '../local/template/product.ts';
import { runCommand } from './command.ts';
import { type Order, seedProduct, startCommand } from './starting.ts';

const startedAt = performance.now();

async function serve({ port, folder, databaseEndpoint, beginning, letters }: Order): Promise<void> {
  const service = await startLocal({
    data: folder,
    port,
    databaseEndpoint,
    report: terminalReport,
    synthesize: synthesizeProduct(undefined, letters),
    seed: seedProduct(beginning),
  });
  if (service.seededBefore && (beginning.empty || beginning.schoolsFile !== undefined)) {
    terminalReport.problem(
      `${folder} already has data, so it was kept. To start over, delete it or set LOCAL_DATA to another folder.`,
    );
  }
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      isEnding = true;
      void end(service);
    });
  void service.databaseEnded.then(() => {
    if (isEnding) return;
    terminalReport.problem(
      'The embedded database ended unexpectedly. Your data is safe. Run npm start again.',
    );
    process.exit(1);
  });
  console.log(welcome(service.origin));
}

/** A database that doesn't answer would keep the service from ending. */
const longestEndMs = 5000;

async function end(service: LocalService): Promise<void> {
  setTimeout(() => {
    terminalReport.problem('The service didn’t end in time, so it was stopped.');
    process.exit(1);
  }, longestEndMs);
  await service.stop();
  process.exit(0);
}

function welcome(origin: string): string {
  return `
Ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Open:
  ${origin}/local          a guided tour
  ${origin}/               the program page
  ${origin}/console        the staff console
  ${origin}/local/inbox    every email that was sent
  ${origin}/local/clock    the clock
Stop with Ctrl+C.`;
}

await runCommand((args, terminal) => startCommand(args, terminal, serve));
// What started before a problem would keep the process alive.
if (process.exitCode) process.exit();
