#!/usr/bin/env node
import { releasedOf, releasedPath, writeReleased } from '../checks/released.ts';
import { writeReleasedRecords } from '../checks/released-records.ts';
import { readSynthesized } from '../checks/synthesized.ts';
import { chosenEnvironments } from '../environments.ts';
import { command, exits, runCommand } from './command.ts';

const releaseTemplate = command({
  usage: 'npm run release-template -- ENV',
  about: `Records what holds data in the current templates of ENV, in infra/released/ENV.json. Run it after each
deployment. npm run check rejects changes that would replace or destroy any of it. For prod, also records
the shapes of stored data, in infra/released/records. npm run check rejects records that this release or
the last one couldn’t read.`,
  takes: ['env'],
  options: {},
  run: ({ env }, { say }) => {
    const [chosen] = chosenEnvironments(env);
    const synthesized = readSynthesized().find(({ environment }) => environment === chosen?.name);
    if (!synthesized) throw new Error(`${env} isn’t in cdk.out. Run \`npm run synth\` first.`);
    writeReleased(env, releasedOf(synthesized));
    if (env === 'prod') writeReleasedRecords();
    say(`Updated ${releasedPath(env)}${env === 'prod' ? ' and infra/released/records' : ''}. Commit it.`);
    return exits.done;
  },
});

await runCommand(releaseTemplate);
