import { sayCount } from '../../shared/domain/base/wording.ts';
import type { Counted } from './counted.ts';
import type { Prices } from './prices.ts';
import { type Standing, standingCost } from './standing.ts';
import { assumed, type Season, sumOf, type UseLine, useOf } from './use.ts';

/** An environment's name and all its resource types. */
export type Priced = { readonly name: string; readonly types: readonly string[] };

const season: Season = { applications: 1000, reviewsEach: 2 };

/** The tables of docs/costs.md, in Markdown, for the environments in order. The use is priced for the last one. */
export function costTables(environments: readonly Priced[], counted: Counted, prices: Prices): string {
  const busiest = environments.at(-1);
  const use = useOf(counted, season, prices, busiest?.types ?? []);
  const standing = environments.map(({ name, types }) => ({ name, standing: standingCost(types, prices) }));
  return [
    `List prices in ${prices.region} on ${prices.asOf}, without the free tier, for ${sayCount(season.applications)} applications, each with ${season.reviewsEach} reviews and a decision:`,
    '',
    '| | amount | $ per million | $ |',
    '|---|---:|---:|---:|',
    ...use.map(useRow),
    `| **all** | | | **${sumOf(use).toFixed(3)}** |`,
    '',
    arithmetic(counted, use),
    '',
    '| per month, used or not | $ | includes |',
    '|---|---:|---|',
    ...standing.map((one) => standingRow(one)),
    `| each staff member who signs in | ${prices.cognitoPlusPerActiveStaff.toFixed(2)} | Cognito Plus plan |`,
  ].join('\n');
}

const useRow = ({ service, unit, amount, usdPerMillion, usd }: UseLine): string =>
  `| ${service}, ${unit} | ${sayCount(Math.round(amount))} | ${Number(usdPerMillion.toFixed(3))} | ${usd.toFixed(3)} |`;

function standingRow({ name, standing }: { readonly name: string; readonly standing: Standing }): string {
  const parts = standing.lines.map(
    ({ type, count, usd }) => `${count} × ${type.split('::').slice(1).join(' ')} ${usd.toFixed(2)}`,
  );
  const missing = standing.unpriced.length > 0 ? `; no price: ${standing.unpriced.join(', ')}` : '';
  return `| \`${name}\` | ${standing.usd.toFixed(2)} | ${parts.join(', ')}${missing} |`;
}

/** The calculation of the first line, and the assumptions. */
function arithmetic({ apply, review, decide }: Counted, [reads]: readonly UseLine[]): string {
  const units = `${sayCount(season.applications)} × (${apply.readUnits} + ${season.reviewsEach} × ${review.readUnits} + ${decide.readUnits}) = ${sayCount(reads?.amount ?? 0)} read units, × ${reads?.usdPerMillion} ÷ 1,000,000 = $${(reads?.usd ?? 0).toFixed(3)}`;
  return `Each line is applications × (apply + ${season.reviewsEach} × review + decide) × price. For example, ${units}. Assumed: ${assumed.msPerCall} ms at ${assumed.memoryGb} GB per call, ${assumed.logBytesPerCall / 1000} kB of log per call, and ${assumed.bytesPerPage / 1000} kB per page.`;
}
