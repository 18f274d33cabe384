import { countOf, sayCount } from '../../shared/domain/amounts.ts';
import type { ScoreWeights } from '../../shared/domain/pairing/problem.ts';
import { ScoreBar } from '../../shared/ui/score-bar.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { hrefTo } from '../routes.ts';
import type { DefendedPair, HostPlan } from './plan.ts';
import { sayPlace, sayPrice } from './words.tsx';

type PlanTableProps = {
  readonly scenario: string;
  readonly hosts: readonly HostPlan[];
  readonly weights: ScoreWeights;
};

const caption = 'Every partnership, and why';

/** Every host with its partners: why they fit, what the pair earns of each part, and what the next best would cost. */
export const PlanTable = ({ scenario, hosts, weights }: PlanTableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
  <section class="lp-scroll" aria-label={caption} tabIndex={0}>
    <table class="lp-table lp-table--dense lp-table--stacks lp-plan">
      <caption>
        <span class="lp-caption">
          {caption}
          <span class="lp-plan__place">
            The bar has a slot for focus area, level, distance, likeness of students and region, as wide as
            each weighs and filled as far as the pair earns it.
          </span>
        </span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Partner</th>
          <th scope="col">Score and its parts</th>
          <th scope="col">Why it fits</th>
          <th scope="col">Runner-up, and what it would cost</th>
        </tr>
      </thead>
      {hosts.map((plan) => (
        <HostGroup key={plan.host.id} plan={plan} scenario={scenario} weights={weights} />
      ))}
    </table>
  </section>
);

type HostGroupProps = {
  readonly plan: HostPlan;
  readonly scenario: string;
  readonly weights: ScoreWeights;
};

const HostGroup = ({ plan: { number, host, places, pairs }, scenario, weights }: HostGroupProps) => (
  <tbody class="lp-plan__group">
    <tr id={`host-${number}`}>
      <th scope="rowgroup" colSpan={4} class="lp-plan__host">
        <span class="lp-plan__number">{number}</span> <b dir="auto">{host.name}</b>{' '}
        <span class="lp-plan__place">
          {sayPlace(host)} · {pairs.length} of {countOf(places, 'place')}
        </span>
      </th>
    </tr>
    {pairs.map((pair) => (
      <PairRow key={pair.partner.id} pair={pair} scenario={scenario} weights={weights} />
    ))}
  </tbody>
);

type PairRowProps = {
  readonly pair: DefendedPair;
  readonly scenario: string;
  readonly weights: ScoreWeights;
};

const PairRow = ({ pair, scenario, weights }: PairRowProps) => (
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
      <ScoreBar points={pair.score.points} weights={weights} />
    </td>
    <td class="lp-plan__why" data-label="Why it fits">
      {pair.reason}
    </td>
    <td data-label="Runner-up">
      {pair.runnerUp ? (
        <>
          <span dir="auto">{pair.runnerUp.host.name}</span>{' '}
          <span class="lp-plan__price">{sayPrice(pair.runnerUp.price)}</span>
        </>
      ) : (
        'No other host may take it'
      )}
    </td>
  </tr>
);

/** What a director did to this pair, and whether it may stay as it is. */
const Marks = ({ pair: { move, lock, unkept } }: Pick<PairRowProps, 'pair'>) => (
  <>
    {move && <Tag meaning="attention">Moved by {move.by}</Tag>}
    {lock && <Tag meaning="active">Locked</Tag>}
    {unkept && <Tag meaning="bad">{unkept.kind === 'bans' ? 'Forbidden' : 'Locked elsewhere'}</Tag>}
  </>
);
