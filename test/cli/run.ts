import type { Terminal } from '../../infra/cli/command.ts';

/** Runs a command as an operator would, and keeps what it says. */
export async function run<E>(
  command: (terminal: Terminal) => Promise<E>,
  environment: Terminal['environment'] = {},
) {
  const [said, warned]: [string[], string[]] = [[], []];
  const exit = await command({
    say: (line) => said.push(line),
    warn: (line) => warned.push(line),
    environment,
  });
  return { exit, said, warned };
}
