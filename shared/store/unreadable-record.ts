/**
 * A stored record that this release can't read. The message says which one and where, but never its content, which
 * may be personal.
 */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';

  /** `record` is its key. `places` are paths in it, such as `answers.hosting.capacity`. */
  constructor(record: string, places: readonly string[]) {
    super(`${record} can’t be read at ${places.join(', ')}`);
  }
}
