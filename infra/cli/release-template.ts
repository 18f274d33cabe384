#!/usr/bin/env node
import { releasedOf, releasedPath, writeReleased } from '../checks/released.ts';
import { readSynthesized } from '../checks/synthesized.ts';
import { chosenEnvironments } from '../environments.ts';
import { type Exit, exits, runCommand, type Terminal } from './command.ts';

const help = `npm run release-template -- ENV

Records what holds data in the current templates of ENV, in infra/released/ENV.json. Run it after each
deployment. npm run check rejects changes that would replace or destroy any of it.`;

async function releaseTemplate(args: readonly string[], { say, warn }: Terminal): Promise<Exit> {
  const [name, ...more] = args;
  if (name === '--help') {
    say(help);
    return exits.done;
  }
  if (name === undefined || more.length > 0) {
    warn('ENV is required. See --help.');
    return exits.notDone;
  }
  const [chosen] = chosenEnvironments(name);
  const synthesized = readSynthesized().find((one) => one.environment === chosen?.name);
  if (!synthesized) throw new Error(`${name} isn’t in cdk.out. Run \`npm run synth\` first.`);
  writeReleased(name, releasedOf(synthesized));
  say(`Updated ${releasedPath(name)}. Commit it.`);
  return exits.done;
}

await runCommand(releaseTemplate);
