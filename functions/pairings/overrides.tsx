import { countOf } from '#domain/base/wording.ts';
import { isRuledAnew } from '#domain/pairing/scenario/ask.ts';
import type { RulingKind } from '#domain/pairing/scenario/rulings.ts';
import {
  type CurrentRuling,
  type ImpossibleScenario,
  type MovedAlong,
  type ProposedScenario,
  placesLost,
} from '#domain/pairing/scenario/scenario.ts';
import { hrefTo } from '#routes.ts';
import { ButtonLink } from '#ui/button.tsx';
import { RowForm } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import type { RuleCosts } from './explained.ts';
import { sayPrice } from './text.tsx';

type Answered = ProposedScenario | ImpossibleScenario;
type OverridesProps = {
  readonly scenario: Answered;
  /** Only a plan has costs. */
  readonly costs?: Pick<RuleCosts, 'of' | 'areForChosen'>;
  /** False once pairings are published: then nothing can change. */
  readonly isOpen: boolean;
};

/** The moves and rules that staff added to a proposal, each with its cost, reason, and author. */
export function Overrides({ scenario, costs, isOpen }: OverridesProps) {
  const nameOf = schoolNames(scenario);
  const moves = 'moves' in scenario ? scenario.moves : [];
  const { locks, bans } = scenario.rulings;
  if (moves.length + locks.length + bans.length === 0) return null;
  const at = (host: string | undefined) => (host === undefined ? 'no host' : nameOf(host));
  const sayCostOf = (kind: RulingKind, ruling: CurrentRuling): string => {
    const cost = costs?.of(kind, ruling);
    return cost ? sayPrice(cost) : 'Not known';
  };
  const ruled = (kind: RulingKind, ruling: CurrentRuling) => [
    kind === 'locks' ? 'Keep together' : 'Keep apart',
    `${nameOf(ruling.partner)} and ${nameOf(ruling.host)}`,
    sayCostOf(kind, ruling),
    ruling.reason,
    ruling.by ?? 'With the request',
    isOpen && (
      <RowForm
        key="lift"
        action={hrefTo('liftRuling', { scenario: scenario.id })}
        hidden={{ host: ruling.host, partner: ruling.partner }}
        text="Remove"
        what={`the rule for ${nameOf(ruling.partner)} and ${nameOf(ruling.host)}`}
      />
    ),
  ];
  return (
    <>
      <Table
        caption="Moves and rules"
        dense
        stacks
        columns={[
          { text: 'Type' },
          { text: 'Schools' },
          { text: 'Cost', numeric: true },
          { text: 'Reason' },
          { text: 'By' },
          { text: <span class="govuk-visually-hidden">Undo</span> },
        ]}
        rows={[
          ...moves.map((move, index) => [
            'Move',
            <>
              {nameOf(move.partner)} from {at(move.from)} to {at(move.to)}
              {move.others !== undefined && move.others.length > 0 && (
                <>
                  ; also <MovedAlongWords others={move.others} nameOf={nameOf} />
                </>
              )}
            </>,
            sayPrice({ points: move.pricePoints, places: placesLost(move) }),
            move.reason,
            move.by,
            isOpen && index === moves.length - 1 && (
              <RowForm
                key="undo"
                action={hrefTo('undoMove', { scenario: scenario.id })}
                hidden={{ version: String(scenario.version) }}
                text="Undo"
                what={`the move of ${nameOf(move.partner)}`}
              />
            ),
          ]),
          ...locks.map((lock) => ruled('locks', lock)),
          ...bans.map((ban) => ruled('bans', ban)),
        ]}
      />
      {costs?.areForChosen && locks.length + bans.length > 0 && (
        <p class="govuk-body">
          The cost of a rule is what it costs with the schools, grade levels, and focus areas of this
          proposal.
        </p>
      )}
      {isOpen && isRuledAnew(scenario) && (
        <>
          <p class="govuk-body">
            These rules limit the moves you can make here. To get the best plan that follows them, request a
            new proposal. This plan will stay in the list.
          </p>
          <ButtonLink href={hrefTo('requestPage', {}, { from: scenario.id })}>
            Request a new proposal with these rules
          </ButtonLink>
        </>
      )}
    </>
  );
}

/** "2 partners: X to A; Y to B" */
export const MovedAlongWords = ({
  others,
  nameOf,
}: {
  readonly others: readonly MovedAlong[];
  readonly nameOf: (id: string) => string;
}) => (
  <>
    {countOf(others.length, 'partner')}:{' '}
    {others
      .map(({ partner, to }) => `${nameOf(partner)} to ${to === undefined ? 'no host' : nameOf(to)}`)
      .join('; ')}
  </>
);

export function schoolNames({ problem, waitlistedHosts = [] }: Answered): (id: string) => string {
  const schools = [...problem.hosts, ...problem.partners, ...waitlistedHosts];
  const names = new Map(schools.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
