import { beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../infra/cli/pairing/result.ts';
import {
  applicantHeader,
  applicantRows,
  atLeast,
  directoryName,
  resultIn,
  someDirectory,
  startDesk,
} from './pairing-files.ts';

const desk = startDesk();

describe(`254 applicants of ${directoryName}`, () => {
  const schools = atLeast(254, someDirectory());
  const mix = { hosts: 70, partners: 134, either: 50 };
  const regions = [...new Set(schools.map(({ region }) => region))].sort();
  const rules = {
    targets: { host: 24, partner: 48 },
    quotas: [
      { level: 'elementary', atLeast: 18 },
      { level: 'middle', atLeast: 27 },
      { level: 'high', atLeast: 18 },
      ...regions.map((region) => ({ region, atLeast: 2 })),
    ],
  };
  let question: readonly string[] = [];
  let said: readonly string[] = [];
  let result: Result;
  beforeAll(async () => {
    question = [
      ...(await desk.putSides('cycle', applicantRows(schools, mix), applicantHeader)),
      ...['--rules', await desk.put('rules.json', JSON.stringify(rules)), '--select'],
    ];
    const outcome = await desk.pair(...question, '--json');
    expect(outcome).toMatchObject({ exit: 0, warned: [] });
    said = outcome.said;
    result = resultIn(said);
  }, 60_000);

  test('are exactly that many, each once', async () => {
    const rows = [await desk.read('cycle-hosts.csv'), await desk.read('cycle-partners.csv')].flatMap((text) =>
      text.trim().split('\n').slice(1),
    );
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(254);
  });

  test('24 hosts with 48 partners are chosen under quotas, and proven the best', () => {
    expect(result.chosen?.hosts).toHaveLength(24);
    expect(result.pairs).toHaveLength(48);
    expect(result).toMatchObject({ unplaced: [], gap: 0, bound: result.points });
  });

  test('the result passes its check', { timeout: 60_000 }, async () => {
    const file = await desk.put('result.json', said.join('\n'));
    expect(await desk.check(...question, '--pairing', file)).toMatchObject({ exit: 0, warned: [] });
  });
});
