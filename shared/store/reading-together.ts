/** How to read records: one, or several in one call by their names. */
export type Reading<Key, Found> = {
  readonly nameOf: (key: Key) => string;
  readonly one: (key: Key) => Promise<Found | undefined>;
  readonly several: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Found>>;
};

/**
 * Reads one record by key. Reads that start at the same moment, as in `Promise.all`, become one call. Each call needs
 * its own connection, a signature, and 2 ms of CPU at a cold start. The read units are the same.
 */
export function readingTogether<Key, Found>({ nameOf, one, several }: Reading<Key, Found>) {
  type Moment = {
    readonly asked: Map<string, Key>;
    readonly found: Promise<ReadonlyMap<string, Found>>;
  };
  let moment: Moment | undefined;

  const begin = (): Moment => {
    const asked = new Map<string, Key>();
    const found = Promise.resolve().then(() => {
      moment = undefined;
      return read([...asked.values()]);
    });
    return { asked, found };
  };

  const read = async (keys: readonly Key[]): Promise<ReadonlyMap<string, Found>> => {
    const [key, ...others] = keys;
    if (key === undefined || others.length > 0) return several(keys);
    const found = await one(key);
    return new Map(found === undefined ? [] : [[nameOf(key), found]]);
  };

  return async (key: Key): Promise<Found | undefined> => {
    moment ??= begin();
    const { asked, found } = moment;
    asked.set(nameOf(key), key);
    return (await found).get(nameOf(key));
  };
}
