import { countOf, sayCount, sayPercent } from '#domain/base/wording.ts';
import type { NextBests, NextFocus, NextHost } from '#domain/pairing/explain/next-best.ts';
import type { DefendedPair, HostPlan } from '#domain/pairing/explain/plan.ts';
import { usualSecondChoice } from '#domain/pairing/score.ts';
import {
  focusAreaName,
  mustShareArea,
  type PairingRules,
  type Program,
  perfectScore,
  type ScorePart,
  scoreParts,
} from '#domain/program/program.ts';
import { hrefTo } from '#routes.ts';
import { sayFit } from '#text/pairing.ts';
import { scorePartNames } from '#text/pairing-settings.ts';
import { ScoreBar } from '#ui/charts/score-bar.tsx';
import { Details } from '#ui/notices.tsx';
import { Tag } from '#ui/tag.tsx';
import { noCost, sayFocusOf, sayPlace, sayPoints, sayPrice } from '../text.tsx';

const partWords: Readonly<Record<ScorePart, string>> = {
  focusArea: 'the host can share what the partner wants to improve',
  level: 'both schools serve the same level',
  distance: 'the closer, the more points',
  demographics: 'the more similar, the more points',
  region: 'both schools are in the same region',
};

const sayChoices = ({ secondChoice = usualSecondChoice }: PairingRules): string =>
  `all for the partner’s first choice, ${sayPercent(100 * secondChoice)} of them for its second choice`;

/** Explains the points once, so that reasons can be short. */
const PointsHelp = ({ rules }: { readonly rules: PairingRules }) => (
  <Details summary="How points work">
    <p class="govuk-body">A pair can score up to {sayPoints(perfectScore)}:</p>
    <ul class="govuk-list govuk-list--bullet">
      {scoreParts
        .filter((part) => rules.weights[part] > 0)
        .map((part) => (
          <li key={part}>
            {scorePartNames[part]}, up to {sayCount(rules.weights[part])}:{' '}
            {part === 'focusArea' && mustShareArea(rules) ? sayChoices(rules) : partWords[part]}
          </li>
        ))}
    </ul>
    <p class="govuk-body">
      If something isn’t known about a school, the pair gets half the points for it. Each bar shows the parts
      in this order. Wider parts count more.
    </p>
  </Details>
);

type CardsProps = {
  readonly scenario: string;
  readonly hosts: readonly HostPlan[];
  /** With the rules of the proposal. */
  readonly program: Program;
  readonly nextBests: NextBests;
  readonly nameOf: (id: string) => string;
};

/** Every partnership with its focus, its reasons, and the next-best hosts. */
export const PartnershipCards = ({ hosts, ...props }: CardsProps) => (
  <>
    <PointsHelp rules={props.program.pairing} />
    {hosts.length === 0 && <p class="govuk-body">No partnership fits this filter.</p>}
    <ul class="lp-cards">
      {hosts.map((plan) => (
        <Card key={plan.host.id} plan={plan} {...props} />
      ))}
    </ul>
  </>
);

type CardProps = Omit<CardsProps, 'hosts'> & { readonly plan: HostPlan };

const Card = ({ plan: { number, host, places, pairs }, ...props }: CardProps) => {
  const { program, nextBests } = props;
  const next = nextBests.hosts.find((one) => one.host === host.id);
  return (
    <li id={`host-${number}`}>
      <h3>
        <span class="lp-plan__number">{number}</span> <span dir="auto">{host.name}</span>
      </h3>
      <p>
        {sayPlace(host)} · {pairs.length} of {countOf(places, 'place')}
        {sayFocusOf(host, program)}
      </p>
      {next && <p>{sayNextFocus(next, props)}</p>}
      <ul>
        {pairs.map((pair) => (
          <PairRow key={pair.partner.id} pair={pair} {...props} />
        ))}
      </ul>
    </li>
  );
};

/** The ID of a partner's entry, for links from the map. */
export const partnerRow = (partner: string): string => `partner-${partner}`;

type PairRowProps = Omit<CardsProps, 'hosts'> & { readonly pair: DefendedPair };

const PairRow = ({ pair, ...props }: PairRowProps) => {
  const { scenario, program, nextBests } = props;
  const { host, partner, score } = pair;
  const next = nextBests.partners.find((one) => one.partner === partner.id);
  return (
    <li id={partnerRow(partner.id)}>
      <div>
        <a
          class="govuk-link"
          dir="auto"
          href={`${hrefTo('board', { scenario }, { partner: partner.id })}#prices`}
        >
          {partner.name}
        </a>
        <b>{sayCount(score.total)}</b>
      </div>
      <ScoreBar points={score.points} weights={program.pairing.weights} />
      <Marks pair={pair} />
      <p>
        {sayPlace(partner)}. {sayFit(host, partner, program)}
      </p>
      {!pair.lock && !pair.move && <p>{sayNextHost(next, pair, props)}</p>}
    </li>
  );
};

type Words = Pick<CardsProps, 'program' | 'nextBests' | 'nameOf'>;

/** "Next-best focus: Attendance, for 502 points." */
function sayNextFocus({ focus, loss }: NextFocus, { program, nextBests }: Words): string {
  const what = focus === undefined ? 'without this host' : focusAreaName(program, focus);
  return `Next-best focus: ${what} (${sayLoss(loss, nextBests)}).`;
}

/** "Next-best host: P.S. 15 (cost: 310 points)." */
function sayNextHost(
  next: NextHost | undefined,
  { host }: DefendedPair,
  { nextBests, nameOf }: Words,
): string {
  if (!next)
    return host.focus === undefined
      ? 'No other host is possible.'
      : 'No other host in this plan works on its focus areas.';
  const cost = sayLoss(next.loss, nextBests);
  return next.host === undefined
    ? `No next-best host. Without this one, it would be left out (${cost}).`
    : `Next-best host: ${nameOf(next.host)} (${cost}).`;
}

function sayLoss(loss: NextHost['loss'], { certainty }: NextBests): string {
  const said = sayPrice(loss);
  if (said === noCost) return said;
  return certainty === 'exact' ? `cost: ${said}` : `cost: at most ${said}`;
}

/** Tags for moves, rules, and broken rules. */
const Marks = ({ pair: { move, lock, unkept, isException } }: Pick<PairRowProps, 'pair'>) => (
  <>
    {move && <Tag meaning="attention">Moved by {move.by}</Tag>}
    {lock && <Tag meaning="active">Keep together</Tag>}
    {isException && <Tag meaning="attention">Exception</Tag>}
    {unkept && (
      <Tag meaning="bad">{unkept.kind === 'bans' ? 'Must be kept apart' : 'Must be with another host'}</Tag>
    )}
  </>
);
