import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

type Database = {
  readonly endpoint: string;
  /** Call it once the tables exist. Without it each write would scan all stream records. */
  readonly indexStreams: () => void;
  readonly stop: () => Promise<void>;
  /** Resolves when the embedded database has ended, by `stop` or by itself. */
  readonly ended: Promise<unknown>;
};

/** Another DynamoDB that is already running. */
export function databaseElsewhere(endpoint: string): Database {
  return { endpoint, indexStreams: () => {}, stop: async () => {}, ended: new Promise(() => {}) };
}

/**
 * Starts the embedded DynamoDB on the SQLite file `file`.
 * @throws a sentence if there is no binary for this platform.
 */
export async function startDatabase(file: string): Promise<Database> {
  const binary = findBinary();
  const port = await freePort();
  // The shell never outlives us: it ends the engine as soon as our end of its input closes, even after kill -9.
  const guard = spawn(
    'sh',
    [
      '-c',
      '"$@" & engine=$!; (read _; kill $engine) <&3 & wait $engine; kill $! 2>/dev/null',
      'sh',
      binary,
    ].concat('serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', file),
    // Its own group, because Ctrl+C must not end the engine while the service still uses it.
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  const ended = new Promise((done) => guard.once('exit', done));
  const said: string[] = [];
  guard.stderr?.on('data', (chunk) => said.push(String(chunk)));
  await untilListening(port, guard, said);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    indexStreams: () => indexStreams(file),
    stop: async () => {
      guard.stdio[3]?.destroy();
      await ended;
    },
    ended,
  };
}

function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}/dynoxide`;
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `There’s no embedded database for ${process.platform} ${process.arch}. Start any DynamoDB ` +
        'of your own, for example the official DynamoDB Local, and set DYNAMODB_ENDPOINT to its address.',
    );
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilListening(port: number, guard: ChildProcess, said: readonly string[]): Promise<void> {
  // 10 s, although it takes 15 ms: a machine under load may be a hundred times slower.
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    if (guard.exitCode !== null || guard.signalCode !== null) break;
    if (await answers(port)) return;
    await wait(10);
  }
  throw new Error(`The embedded database didn’t start. Output: ${said.join('').trim() || 'nothing'}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
}

function indexStreams(file: string): void {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA busy_timeout = 5000');
  const [found] = db.prepare("SELECT 1 FROM sqlite_master WHERE name = '_stream_records'").all();
  if (found !== undefined) {
    db.exec(
      'CREATE INDEX IF NOT EXISTS stream_order ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
    );
  }
  db.close();
}
