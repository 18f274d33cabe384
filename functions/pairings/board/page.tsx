import { countOf, sayCount } from '#domain/base/wording.ts';
import type { Picked } from '#domain/pairing/explain/move-costs.ts';
import type { HostPlan, Plan } from '#domain/pairing/explain/plan.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import type { Program } from '#domain/program/program.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { NotificationBanner } from '#ui/notices.tsx';
import { Tag } from '#ui/tag.tsx';
import { Overrides } from '../overrides.tsx';
import type { AboutProposal } from '../scenario-access.ts';
import { ScenarioHeading, sayAmong, sayFocusOf, sayPlace, sayPoints } from '../text.tsx';
import { MoveForm } from './move-form.tsx';

export type BoardPageProps = {
  readonly request: AboutProposal;
  readonly plan: Plan;
  readonly published: PublishedPairing | undefined;
  /** IDs of schools that have withdrawn. */
  readonly withdrawn: ReadonlySet<string>;
  readonly picked?: Picked | undefined;
  readonly errors: FieldErrors;
  /** Why the last change wasn't made. */
  readonly trouble?: string | undefined;
};

/** Every host with its partners on one page. Once a partner is chosen, it shows the cost of each move. */
export function BoardPage(props: BoardPageProps) {
  const { request, plan, published, withdrawn, picked, errors, trouble } = props;
  const { scenario, fields } = request;
  return (
    <ConsolePage
      request={request}
      title={`${scenario.name}: edit pairings`}
      current="pairing"
      errors={errors}
    >
      {trouble !== undefined && (
        <NotificationBanner>
          <p class="govuk-notification-banner__heading">{trouble}</p>
        </NotificationBanner>
      )}
      <ScenarioHeading scenario={scenario}>Edit pairings</ScenarioHeading>
      <p class="govuk-body">
        {sayTotal(plan, scenario)}{' '}
        {published
          ? 'This cycle’s pairings are published, so you can’t make changes here.'
          : 'Choose a partner to see what each move would cost.'}
      </p>
      {picked && !published && (
        <MoveForm scenario={scenario} picked={picked} values={fields} errors={errors} />
      )}
      <Hosts
        scenario={scenario.id}
        plan={plan}
        program={request.cycle.program}
        withdrawn={withdrawn}
        picked={picked?.partner.id}
      />
      <Overrides scenario={scenario} isOpen={published === undefined} />
    </ConsolePage>
  );
}

/** The best among plans that follow the rules at the time of the request. Plans without them may score higher. */
const sayTotal = ({ total, best }: Plan, { problem }: ProposedScenario): string =>
  total === best
    ? `This plan scores ${sayPoints(total)}, the highest possible for these schools${sayAmong(problem)}.`
    : `This plan scores ${sayPoints(total)}, ${sayPoints(Math.abs(total - best))} ${total < best ? 'below' : 'above'} the best one${sayAmong(problem)}.`;

type HostsProps = {
  readonly scenario: string;
  readonly plan: Plan;
  readonly program: Program;
  readonly withdrawn: ReadonlySet<string>;
  readonly picked: string | undefined;
};

function Hosts({ scenario, plan: { hosts, unplaced }, program, withdrawn, picked }: HostsProps) {
  return (
    <>
      <h2 class="govuk-visually-hidden">Hosts and partners</h2>
      <ul class="lp-board">
        {hosts.map((host) => (
          <HostCard
            key={host.host.id}
            scenario={scenario}
            plan={host}
            program={program}
            withdrawn={withdrawn}
            picked={picked}
          />
        ))}
        {unplaced.length > 0 && (
          <li class="lp-board__unplaced">
            <h3>Without a host</h3>
            <ul>
              {unplaced.map((partner) => (
                <Card
                  key={partner.id}
                  scenario={scenario}
                  partner={partner}
                  picked={picked}
                  marks={withdrawn.has(partner.id) ? ['withdrew'] : []}
                />
              ))}
            </ul>
          </li>
        )}
      </ul>
    </>
  );
}

type HostCardProps = Pick<HostsProps, 'scenario' | 'program' | 'picked' | 'withdrawn'> & {
  readonly plan: HostPlan;
};

const HostCard = ({ scenario, plan: { host, places, pairs }, program, withdrawn, picked }: HostCardProps) => (
  <li>
    <h3 dir="auto">{host.name}</h3>
    {withdrawn.has(host.id) && (
      <p>
        <Tag meaning="bad">Withdrew</Tag>
      </p>
    )}
    <p>
      {sayPlace(host)} · {pairs.length} of {countOf(places, 'place')}
      {sayFocusOf(host, program)}
    </p>
    <ul>
      {pairs.map(({ partner, score, lock, move }) => (
        <Card
          key={partner.id}
          scenario={scenario}
          partner={partner}
          picked={picked}
          points={score.total}
          marks={[
            ...(lock ? ['keep together'] : move ? ['moved'] : []),
            ...(withdrawn.has(partner.id) ? ['withdrew'] : []),
          ]}
        />
      ))}
    </ul>
  </li>
);

type CardProps = Pick<HostsProps, 'scenario' | 'picked'> & {
  readonly partner: Entrant;
  readonly points?: number;
  readonly marks: readonly string[];
};

const Card = ({ scenario, partner: { id, name }, picked, points, marks }: CardProps) => (
  <li>
    <a
      href={`${hrefTo('board', { scenario }, { partner: id })}#prices`}
      aria-current={id === picked ? 'true' : undefined}
    >
      {name}
    </a>
    {marks.map((mark) => (
      <em key={mark}> {mark}</em>
    ))}
    {points !== undefined && <b> {sayCount(points)}</b>}
  </li>
);
