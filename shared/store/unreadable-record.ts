/** A stored record that this release cannot read. It says which and where, and never what stands there: that may be personal. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';

  /** `record`: its key. `places`: paths in it, such as `answers.hosting.capacity`. */
  constructor(record: string, places: readonly string[]) {
    super(`${record} cannot be read at ${places.join(', ')}`);
  }
}
