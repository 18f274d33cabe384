import { describe, expect, test } from 'vitest';
import { startTable } from './table.ts';

describe('records that are requested at the same moment', () => {
  test('all arrive, however many, each from its own key', async () => {
    const table = await startTable();
    const keys = Array.from({ length: 230 }, (_, at) => ({ pk: `P${at % 7}`, sk: `S${at}` }));
    await Promise.all(keys.map((key) => table.put({ ...key, text: key.sk.repeat(20) })));
    const missing = { pk: 'P0', sk: 'NONE' };
    const found = await Promise.all([...keys, missing, ...keys.slice(0, 3)].map((key) => table.get(key)));
    const records = keys.map((key) => ({ ...key, text: key.sk.repeat(20) }));
    expect(found).toEqual([...records, undefined, ...records.slice(0, 3)]);
    await table.stop();
  });

  test('all fail if the table is unreachable, and are requested again the next time', async () => {
    const table = await startTable();
    const [one, other] = [
      { pk: 'A', sk: '1' },
      { pk: 'A', sk: '2' },
    ];
    await table.put(one);
    await table.stop();
    const both = await Promise.allSettled([table.get(one), table.get(other)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(table.get(one)).rejects.toThrow();
  });
});
