import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedProduct } from '../../infra/local/product-seed.ts';
import { type LocalService, startLocal } from '../../infra/local/service.ts';

const root = path.resolve(import.meta.dirname, '../..');
const realDirectory = path.join(root, '../shared/data/nyc-schools.csv');
const shippedDirectory = path.join(root, 'programs/wexmoor/schools.csv');

/** A school that applies in a journey: of the real directory where that is at hand, else of the one that ships. */
export const journeyDirectory = existsSync(realDirectory)
  ? {
      schoolsFile: realDirectory,
      columnsFile: path.join(root, 'programs/columns/nyc-schools.json'),
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
    subject: RegExp,
  ) => Promise<{ text: string; links: readonly string[] }>;
  readonly remove: () => Promise<void>;
};

/** The service that `npm start` runs, on a folder of its own. */
export async function startJourney(beginning: Parameters<typeof seedProduct>[0]): Promise<Journey> {
  const data = await mkdtemp(path.join(tmpdir(), 'journey-'));
  const service = await startLocal({ data, port: 0, seed: seedProduct(beginning) });
  return {
    ...service,
    letterTo: async (address, subject) => {
      await service.settled();
      const letters = await service.inbox.letters();
      const found = letters.find((letter) => letter.to.includes(address) && subject.test(letter.subject));
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
