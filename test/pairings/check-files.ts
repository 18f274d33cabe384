import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { proofFileNames } from '../../functions/pairings/proposal/proof-files.ts';
import { checkPairingCommand } from '../../infra/cli/check-pairing.ts';
import { ruth } from '../reviews/console.ts';
import type { Stage } from './stage.ts';

/** Runs `check-pairing` on files and returns its output. */
export async function checkFiles(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'proof-'));
  const at = (name: string) => path.join(folder, name);
  for (const [name, text] of Object.entries(files)) await writeFile(at(name), text);
  const said: string[] = [];
  const keep = (line: string) => {
    said.push(line);
  };
  const exit = await checkPairingCommand(
    [
      ...['--hosts', at('hosts.csv'), '--partners', at('partners.csv'), '--rules', at('rules.json')],
      ...('locks.csv' in files ? ['--locks', at('locks.csv')] : []),
      ...['--pairing', at('result.json'), ...options],
    ],
    { say: keep, warn: keep, environment: {} },
  );
  await rm(folder, { recursive: true });
  return { exit, said: said.join('\n') };
}

/** The files that a proposal's page offers. */
export async function offeredFiles(stage: Stage, id: string): Promise<Readonly<Record<string, string>>> {
  const page = await stage.open(ruth, 'proposal', { scenario: id });
  const names = proofFileNames.filter((name) => page.text.includes(`/proof/${name}"`));
  const texts = await Promise.all(
    names.map(async (file) => (await stage.open(ruth, 'proofFile', { scenario: id, file })).text),
  );
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}
