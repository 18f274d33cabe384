import { beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../infra/cli/pairing/result.ts';
import {
  applicantHeader,
  applicantRows,
  resultIn,
  type Sides,
  shuffled,
  someDirectory,
  startDesk,
} from './pairing-files.ts';

const desk = startDesk();
const rows = applicantRows(someDirectory(), { hosts: 15, partners: 30, either: 9 });
const idOf = (row: string) => row.split(',')[0] ?? '';

describe('a choice among 54 applicants', { timeout: 30_000 }, () => {
  let rules: readonly string[] = [];
  let printed: readonly string[] = [];
  let result: Result;
  beforeAll(async () => {
    const asked = { targets: { host: 6, partner: 12 }, quotas: [{ level: 'middle', atLeast: 8 }] };
    rules = ['--rules', await desk.put('rules.json', JSON.stringify(asked)), '--select'];
    printed = await pairOf('all', rows);
    result = resultIn(printed);
  }, 30_000);

  async function pairOf(name: string, sides: Sides): Promise<readonly string[]> {
    const files = await desk.putSides(name, sides, applicantHeader);
    return (await desk.pair(...files, ...rules, '--json')).said;
  }

  async function check(tampered: unknown) {
    const files = await desk.putSides('checked', rows, applicantHeader);
    const file = await desk.put('checked.json', JSON.stringify(tampered));
    return desk.check(...files, ...rules, '--pairing', file);
  }

  test('rows in another order give exactly the same result', async () => {
    const other = { hosts: shuffled(rows.hosts), partners: shuffled(rows.partners) };
    expect(await pairOf('shuffled', other)).toEqual(printed);
  });

  test('passes its check', async () => {
    expect(await check(result)).toMatchObject({ exit: 0, warned: [] });
  });

  test('that leaves out a better school fails, even if it is consistent', async () => {
    const admitted = result.chosen?.partners[0];
    const lesser = await pairOf('lesser', {
      ...rows,
      partners: rows.partners.filter((row) => idOf(row) !== admitted),
    });
    const { question } = result;
    const outcome = await check({ ...resultIn(lesser), ...(question && { question }) });
    expect(outcome).toMatchObject({
      exit: 1,
      warned: [expect.stringContaining('The proof doesn’t rule out a better choice.')],
    });
  });

  test('that overstates its score fails', async () => {
    const { chosen, points, bound } = result;
    const [first, ...others] = chosen?.hosts ?? [];
    const partners = chosen?.partners ?? [];
    const faults = [
      { ...result, points: points + 1, bound: bound + 1 },
      { ...result, bound: bound - 1, gap: -1 },
      { ...result, bound: bound + 5 },
      { ...result, chosen: { hosts: others, partners } },
      { ...result, chosen: { hosts: [{ ...first, capacity: 7 }, ...others], partners } },
      { ...result, chosen: { hosts: [{ ...first, id: 'X1' }, ...others], partners } },
      { ...result, chosen: { hosts: [first, ...others], partners: partners.slice(1) } },
    ];
    for (const fault of faults) expect(await check(fault)).toMatchObject({ exit: 1, said: [] });
  });

  test('is paired by the exact engine as the choice paired it', async () => {
    const hosts = new Set(result.chosen?.hosts.map(({ id }) => id));
    const partners = new Set(result.chosen?.partners);
    const files = await desk.putSides(
      'admitted',
      {
        hosts: rows.hosts.filter((row) => hosts.has(idOf(row))),
        partners: rows.partners.filter((row) => partners.has(idOf(row))),
      },
      applicantHeader,
    );
    const again = resultIn((await desk.pair(...files, '--json')).said);
    expect(again).toMatchObject({ pairs: result.pairs, total: result.total, gap: 0 });
  });
});
