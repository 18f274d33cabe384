import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedProduct } from '../../infra/cli/starting.ts';
import { type LocalService, startLocal } from '../../infra/local/service.ts';
import { synthesizeProduct } from '../../infra/local/template/product.ts';
import type { Seed } from '../../infra/local/tour/story.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** The service with the functions that were built before the first test. */
export const productBuilt = synthesizeProduct(path.join(root, 'dist/functions'));

const realSchools = path.join(root, '../shared/data/nyc-schools.csv');
const shippedDirectory = path.join(root, 'programs/wexmoor/schools.csv');

/** The real directory and the mapping of its columns, where it lies beside the checkout. */
export const realDirectory = existsSync(realSchools)
  ? { schoolsFile: realSchools, columnsFile: path.join(root, 'programs/columns/nyc-schools.json') }
  : undefined;

/** A school that applies in a journey: of the real directory where that is at hand, else of the one that ships. */
export const journeyDirectory = realDirectory
  ? {
      ...realDirectory,
      host: { id: '13K113', query: 'edmonds', name: 'M.S. 113 Ronald Edmonds Learning Center' },
    }
  : {
      schoolsFile: shippedDirectory,
      columnsFile: undefined,
      host: { id: 'M172', query: 'amberley mid', name: 'Amberley Middle School' },
    };

export type Journey = LocalService & {
  /** The newest letter to somebody with these words in its subject; fails where there is none. */
  readonly letterTo: (
    address: string,
    subject: RegExp | string,
  ) => Promise<{ text: string; links: readonly string[] }>;
  readonly remove: () => Promise<void>;
};

/** The service that `npm start` runs, on a folder of its own. */
export const startJourney = (beginning: Parameters<typeof seedProduct>[0]): Promise<Journey> =>
  startJourneyOn(() => seedProduct(beginning));

/** The same with what a journey itself puts in; the seed may keep files in the folder of the service. */
export async function startJourneyOn(seedIn: (folder: string) => Seed): Promise<Journey> {
  const data = await mkdtemp(path.join(tmpdir(), 'journey-'));
  const service = await startLocal({ data, port: 0, synthesize: productBuilt, seed: seedIn(data) });
  return {
    ...service,
    letterTo: async (address, subject) => {
      const isAbout = (of: string) => (typeof subject === 'string' ? of.includes(subject) : subject.test(of));
      await service.settled();
      const letters = await service.inbox.letters();
      const found = letters.find((letter) => letter.to.includes(address) && isAbout(letter.subject));
      if (!found) {
        const subjects = letters.map((letter) => `${letter.to.join()}: ${letter.subject}`);
        throw new Error(`No letter to ${address} about ${subject}. There are:\n${subjects.join('\n')}`);
      }
      return found;
    },
    remove: async () => {
      await service.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
