import { countOf, sayCount, sayPercent } from '#domain/base/wording.ts';
import type { DefendedPair, HostPlan, Plan, Price } from '#domain/pairing/explain/plan.ts';
import { usualSecondChoice } from '#domain/pairing/score.ts';
import {
  mustShareArea,
  type PairingRules,
  perfectScore,
  type ScorePart,
  scoreParts,
} from '#domain/program/program.ts';
import { hrefTo } from '#routes.ts';
import { type PairWords, sayReason } from '#text/pairing.ts';
import { PartnershipMap } from '#ui/charts/partnership-map.tsx';
import { ScoreBar } from '#ui/charts/score-bar.tsx';
import { Details } from '#ui/notices.tsx';
import { Tag } from '#ui/tag.tsx';
import { noCost, sayFocusOf, sayPlace, sayPoints, sayPrice } from '../text.tsx';

type PlanTableProps = {
  readonly scenario: string;
  readonly hosts: readonly HostPlan[];
  readonly rules: PairingRules;
  readonly words: PairWords;
};

const caption = 'Partnerships and why they fit';

const partWords: Readonly<Record<ScorePart, readonly [part: string, rule: string]>> = {
  focusArea: ['Focus area', 'the host can share what the partner wants to improve'],
  level: ['Grade level', 'both schools serve the same level'],
  distance: ['Distance', 'the closer, the more points'],
  demographics: ['Similar students', 'the more similar, the more points'],
  region: ['Region', 'both schools are in the same region'],
};

const sayChoices = ({ secondChoice = usualSecondChoice }: PairingRules): string =>
  `all for the partner’s first choice, ${sayPercent(100 * secondChoice)} of them for its second choice`;

/** Explains the points once, so that reasons can be short. */
const PointsHelp = ({ rules }: Pick<PlanTableProps, 'rules'>) => (
  <Details summary="How points work">
    <p class="govuk-body">A pair can score up to {sayPoints(perfectScore)}:</p>
    <ul class="govuk-list govuk-list--bullet">
      {scoreParts
        .filter((part) => rules.weights[part] > 0)
        .map((part) => {
          const [name, usual] = partWords[part];
          const rule = part === 'focusArea' && mustShareArea(rules) ? sayChoices(rules) : usual;
          return (
            <li key={part}>
              {name}, up to {sayCount(rules.weights[part])}: {rule}
            </li>
          );
        })}
    </ul>
    <p class="govuk-body">
      If something isn’t known about a school, the pair gets half the points for it. Each bar shows the parts
      in this order. Wider parts count more.
    </p>
  </Details>
);

/** Every host with its partners: scores, reasons, and the cost of the next-best host. */
export const PlanTable = ({ scenario, hosts, rules, words }: PlanTableProps) => (
  <>
    <PointsHelp rules={rules} />
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
    <section class="lp-scroll" aria-label={caption} tabIndex={0}>
      <table class="lp-table lp-table--dense lp-table--stacks lp-plan">
        <caption>
          <span class="lp-caption">{caption}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Partner</th>
            <th scope="col">Score</th>
            <th scope="col">Why they fit</th>
            <th scope="col">Next-best host</th>
          </tr>
        </thead>
        {hosts.map((plan) => (
          <HostGroup key={plan.host.id} plan={plan} scenario={scenario} rules={rules} words={words} />
        ))}
      </table>
    </section>
  </>
);

type HostGroupProps = Omit<PlanTableProps, 'hosts'> & { readonly plan: HostPlan };

const HostGroup = ({ plan: { number, host, places, pairs }, scenario, rules, words }: HostGroupProps) => (
  <tbody class="lp-plan__group">
    <tr id={`host-${number}`}>
      <th scope="rowgroup" colSpan={4} class="lp-plan__host">
        <span class="lp-plan__number">{number}</span> <b dir="auto">{host.name}</b>{' '}
        <span class="lp-plan__place">
          {sayPlace(host)} · {pairs.length} of {countOf(places, 'place')}
          {sayFocusOf(host, words)}
        </span>
      </th>
    </tr>
    {pairs.map((pair) => (
      <PairRow key={pair.partner.id} pair={pair} scenario={scenario} rules={rules} words={words} />
    ))}
  </tbody>
);

type PairRowProps = Omit<PlanTableProps, 'hosts'> & { readonly pair: DefendedPair };

const PairRow = ({ pair, scenario, rules, words }: PairRowProps) => (
  <tr>
    <th scope="row">
      <a
        class="govuk-link"
        dir="auto"
        href={`${hrefTo('board', { scenario }, { partner: pair.partner.id })}#prices`}
      >
        {pair.partner.name}
      </a>
      <span class="lp-plan__place">{sayPlace(pair.partner)}</span>
      <Marks pair={pair} />
    </th>
    <td class="lp-plan__score" data-label="Score">
      <b>{sayCount(pair.score.total)}</b>
      <ScoreBar points={pair.score.points} weights={rules.weights} />
    </td>
    <td class="lp-plan__why" data-label="Why they fit">
      {sayReason(pair.score, pair.host, pair.partner, words)}
    </td>
    <td data-label="Next-best host">
      {pair.runnerUp ? (
        <>
          <span dir="auto">{pair.runnerUp.host.name}</span>{' '}
          <span class="lp-plan__price">{sayCost(pair.runnerUp.price)}</span>
        </>
      ) : (
        sayNoOther(pair)
      )}
    </td>
  </tr>
);

const sayNoOther = ({ host }: DefendedPair): string =>
  host.focus === undefined ? 'No other host possible' : 'None with these focus areas';

const sayCost = (price: Price): string => {
  const said = sayPrice(price);
  return said === noCost ? `(${said})` : `(cost: ${said})`;
};

/** Tags for moves, rules, and broken rules. */
const Marks = ({ pair: { move, lock, unkept } }: Pick<PairRowProps, 'pair'>) => (
  <>
    {move && <Tag meaning="attention">Moved by {move.by}</Tag>}
    {lock && <Tag meaning="active">Keep together</Tag>}
    {unkept && (
      <Tag meaning="bad">{unkept.kind === 'bans' ? 'Must be kept apart' : 'Must be with another host'}</Tag>
    )}
  </>
);

/** A map of the pairs. Hosts without partners aren't shown. */
export const PlanMap = ({ plan }: { readonly plan: Pick<Plan, 'hosts' | 'unplaced'> }) => (
  <PartnershipMap
    title="Map"
    hosts={plan.hosts
      .filter(({ pairs }) => pairs.length > 0)
      .map(({ number, host, pairs }) => ({
        ...host,
        number,
        partners: pairs.map(({ partner }) => partner),
      }))}
    unplaced={plan.unplaced}
  />
);
