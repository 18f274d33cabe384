import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { costCommand } from '../../infra/cli/cost.ts';
import { sumOf, useOf } from '../../infra/cost/cost-tables.ts';
import type { Counted } from '../../infra/cost/prices.ts';
import { type Prices, pricedThings, prices } from '../../infra/cost/prices.ts';
import { standingCost } from '../../infra/cost/standing.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'cost-'));
afterAll(() => rm(folder, { recursive: true }));

async function cost(...args: readonly string[]) {
  const said: string[] = [];
  const warned: string[] = [];
  const exit = await costCommand(args, {
    say: (line) => said.push(line),
    warn: (line) => warned.push(line),
    environment: {},
  });
  return { exit, said, warned };
}

describe('the tables in docs/costs.md', () => {
  test('match the command; if not, run `npm run build && npm run cost -- --write docs/costs.md`', async () => {
    const page = await readFile(path.resolve('docs/costs.md'), 'utf8');
    const { said } = await cost();
    expect(/<!-- cost -->\n\n([\s\S]*?)\n\n<!-- \/cost -->/.exec(page)?.[1]).toBe(said.join('\n'));
  });

  test('have a price for everything deployed', async () => {
    expect((await cost()).said.join('\n')).not.toContain('no price');
  });

  test('are written between their comments, and nowhere else', async () => {
    const file = path.join(folder, 'page.md');
    await writeFile(file, 'before\n<!-- cost -->\nold\n<!-- /cost -->\nafter\n');
    expect(await cost('--write', file)).toMatchObject({ exit: 0, said: [`${file} updated.`] });
    expect(await cost('--write', file)).toMatchObject({ exit: 0, said: [`${file} was already up to date.`] });
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^before\n<!-- cost -->\n\nList prices in [\s\S]+\n\n<!-- \/cost -->\nafter\n$/);
  });

  test('aren’t written into a file without the comments', async () => {
    const file = path.join(folder, 'other.md');
    await writeFile(file, 'nothing');
    expect(await cost('--write', file)).toEqual({
      exit: 2,
      said: [],
      warned: [`${file} needs the comments <!-- cost --> and <!-- /cost -->.`],
    });
  });
});

describe('the bill of a season', () => {
  const counted: Counted = {
    apply: { readUnits: 10, writeUnits: 4, requests: 20, letters: 2, changes: 5 },
    review: { readUnits: 3, writeUnits: 1, requests: 2, letters: 0, changes: 1 },
    decide: { readUnits: 4, writeUnits: 2, requests: 6, letters: 1, changes: 3 },
  };
  const simple: Prices = {
    ...prices,
    dynamoDbPerMillionReads: 0.5,
    dynamoDbPerMillionWrites: 2,
    httpApiPerMillionRequests: 1,
    lambdaPerMillionRequests: 0.2,
    lambdaPerGbSecond: 0.00001,
    sesPerThousandLetters: 0.1,
    logsPerGbWritten: 0.5,
    dataOutPerGb: 0.1,
    perMillionRequestsThrough: { 'AWS::WAFv2::WebACL': 0.6 },
  };
  const season = { applications: 1000, reviewsEach: 2 };
  const lines = (types: readonly string[]) =>
    useOf(counted, season, simple, types).map(({ service, unit, amount, usd }) => [
      `${service}, ${unit}`,
      Math.round(amount),
      Number(usd.toFixed(4)),
    ]);

  test('prices every amount, per application and per review', () => {
    expect(lines([])).toEqual([
      ['DynamoDB, read units', 20_000, 0.01],
      ['DynamoDB, write units', 8000, 0.016],
      ['HTTP API, requests', 30_000, 0.03],
      ['Data to browsers, MB', 240, 0.024],
      ['Lambda, calls', 40_000, 0.008],
      ['Lambda, GB-seconds', 2000, 0.02],
      ['CloudWatch Logs, MB', 80, 0.04],
      ['SES, emails', 3000, 0.3],
    ]);
    expect(sumOf(useOf(counted, season, simple, []))).toBeCloseTo(0.448, 6);
  });

  test('has a line for the firewall, if any, for every request', () => {
    expect(lines(['AWS::WAFv2::WebACL'])).toContainEqual(['WAFv2, requests', 30_000, 0.018]);
  });
});

describe('what exists', () => {
  test('is charged by month: each resource, the most expensive first, and nothing if only use is charged', () => {
    const types = [
      'AWS::SecretsManager::Secret',
      'AWS::CloudWatch::Alarm',
      'AWS::CloudWatch::Dashboard',
      'AWS::CloudWatch::Alarm',
      'AWS::Lambda::Function',
    ];
    expect(standingCost(types, prices)).toEqual({
      lines: [
        { type: 'AWS::CloudWatch::Dashboard', count: 1, usd: 3 },
        { type: 'AWS::SecretsManager::Secret', count: 1, usd: 0.4 },
        { type: 'AWS::CloudWatch::Alarm', count: 2, usd: 0.2 },
      ],
      usd: 3.6,
      unpriced: [],
    });
  });

  test('is named if it has no price', () => {
    expect(standingCost(['AWS::Odd::Thing'], prices).unpriced).toEqual(['AWS::Odd::Thing']);
  });

  test('counts every rule of a firewall', () => {
    const firewall = { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: [{}, {}] } };
    expect(standingCost(pricedThings([firewall]), prices).usd).toBe(7);
  });
});
