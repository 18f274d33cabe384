import { DatabaseSync } from 'node:sqlite';

/** The runner's own memory between starts: a durable map of JSON texts in named drawers. */
export type State = {
  readonly read: (drawer: string, key: string) => string | undefined;
  readonly list: (drawer: string) => ReadonlyMap<string, string>;
  readonly write: (drawer: string, key: string, value: string) => void;
  readonly remove: (drawer: string, key: string) => void;
  readonly close: () => void;
};

/**
 * Opens `file` and locks it until `close` or the end of the process. Two runners on one folder would deliver
 * each event twice.
 * @throws a sentence if another process has it.
 */
export function openState(file: string): State {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    db.exec(
      'CREATE TABLE IF NOT EXISTS state (drawer TEXT, key TEXT, value TEXT, PRIMARY KEY (drawer, key))',
    );
    db.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    db.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) {
      throw new Error(
        `Another local service is using ${file}. Stop it, or set LOCAL_DATA to another folder.`,
      );
    }
    throw error;
  }
  const select = db.prepare('SELECT value FROM state WHERE drawer = ? AND key = ?');
  const selectAll = db.prepare('SELECT key, value FROM state WHERE drawer = ? ORDER BY key');
  const upsert = db.prepare(
    'INSERT INTO state VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare('DELETE FROM state WHERE drawer = ? AND key = ?');
  return {
    read: (drawer, key) => {
      const row = select.get(drawer, key);
      return row === undefined ? undefined : String(row.value);
    },
    list: (drawer) => new Map(selectAll.all(drawer).map((row) => [String(row.key), String(row.value)])),
    write: (drawer, key, value) => void upsert.run(drawer, key, value),
    remove: (drawer, key) => void remove.run(drawer, key),
    close: () => db.close(),
  };
}
