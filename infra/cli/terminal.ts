import { createInterface } from 'node:readline/promises';
import { type Exit, exits, type Terminal } from './command.ts';

const barWidth = 30;

/** Runs a command with this shell's arguments and sets its exit code. An outage prints one line. */
export async function runCommand(
  command: (args: readonly string[], terminal: Terminal) => Promise<Exit>,
): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2), shell());
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = exits.notDone;
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'ResourceNotFoundException'
    ? 'Table not found in this account and region, or at this endpoint'
    : `${error.name}: ${error.message}`;
}

const shell = (): Terminal => ({
  say: (line) => console.log(line),
  warn: (line) => console.error(line),
  ...(process.stderr.isTTY ? { progress: drawProgress } : {}),
  ...(process.stdin.isTTY ? { ask } : {}),
  environment: process.env,
});

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** One line that is redrawn in place and removed at the end. */
function drawProgress(done: number, total: number): void {
  const share = Math.floor((barWidth * done) / total);
  const bar = `${'█'.repeat(share)}${'░'.repeat(barWidth - share)} ${done} of ${total}`;
  process.stderr.write(done < total ? `\r${bar}` : '\r\x1b[K');
}
