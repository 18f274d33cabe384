import { parseArgs } from 'node:util';
import type { Beginning } from './product-seed.ts';

export type Command = {
  readonly port: number;
  /** The folder that keeps everything. */
  readonly folder: string;
  readonly databaseEndpoint: string | undefined;
  readonly beginning: Beginning;
  /** `held`: as in a deployed `dev`, letters reach only who its record names, and directors see the others. */
  readonly letters: 'sent' | 'held';
};

export const help = `npm start                                      the service with a fictional district
npm start -- --empty                           only the program
npm start -- --schools FILE [--columns FILE]   with the schools of your own directory
npm start -- --hold-letters                    letters to others than @example.org are held, as in a deployed dev

PORT (8080)          where it listens, on this machine only
LOCAL_DATA (.local)  the folder that keeps everything; delete it to begin anew
DYNAMODB_ENDPOINT    another DynamoDB than the embedded one`;

/** What `npm start` was asked to do. Throws a sentence for people where that makes no sense. */
export function readCommand(
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Command | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      empty: { type: 'boolean', default: false },
      schools: { type: 'string' },
      columns: { type: 'string' },
      'hold-letters': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.columns !== undefined && values.schools === undefined) {
    throw new Error('--columns needs --schools: it says what the columns of that file mean.');
  }
  if (values.empty && values.schools !== undefined) throw new Error('Choose one of --empty and --schools.');
  return {
    port: readPort(variables.PORT),
    folder: variables.LOCAL_DATA || '.local',
    databaseEndpoint: variables.DYNAMODB_ENDPOINT || undefined,
    letters: values['hold-letters'] ? 'held' : 'sent',
    beginning: { empty: values.empty, schoolsFile: values.schools, columnsFile: values.columns },
  };
}

function readPort(text: string | undefined): number {
  const port = Number(text || 8080);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`PORT is not a port: ${text}`);
}
