import { countOf, sayCount } from '#domain/base/wording.ts';
import type { MoveOffer, Picked } from '#domain/pairing/explain/move-costs.ts';
import type { HostPlan, Plan } from '#domain/pairing/explain/plan.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import { focusAreaName, type Program } from '#domain/program/program.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { UsesScript } from '#ui/layout.tsx';
import { NotificationBanner } from '#ui/notices.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextField } from '#ui/text-field.tsx';
import { type Explained, ruleCosts } from '../explained.ts';
import { nowhere } from '../forms.ts';
import { Overrides } from '../overrides.tsx';
import type { AboutProposal } from '../scenario-access.ts';
import { ScenarioHeading, sayAmong, sayPlace, sayPoints, withRulesOf } from '../text.tsx';
import { FocusForm } from './focus-form.tsx';
import { MoveForm } from './move-form.tsx';

export type BoardPageProps = {
  readonly request: AboutProposal;
  readonly plan: Plan;
  readonly published: PublishedPairing | undefined;
  readonly rulings: Explained['rulings'];
  /** IDs of schools that have withdrawn. */
  readonly withdrawn: ReadonlySet<string>;
  readonly picked: Picked | undefined;
  /** The move to show before it is made. */
  readonly wanted: MoveOffer | undefined;
  /** The host whose area the page offers to change. */
  readonly focusing: HostPlan | undefined;
  /** Part of a school's name; empty to show all hosts. */
  readonly search: string;
  readonly errors: FieldErrors;
  /** Why the last change wasn't made. */
  readonly trouble?: string | undefined;
};

/** Every host with its partners on one page. Once a partner is chosen, it shows the cost of each move. */
export function BoardPage(props: BoardPageProps) {
  const { request, plan, published, rulings, picked, wanted, focusing, search, errors, trouble } = props;
  const { scenario, fields, cycle } = request;
  const isOpen = published === undefined;
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
        {isOpen
          ? 'Choose a partner to see what each move would cost.'
          : 'This cycle’s pairings are published, so you can’t make changes here.'}
      </p>
      {isOpen && <Steps scenario={scenario} />}
      {picked && isOpen && (
        <MoveForm
          scenario={scenario}
          picked={picked}
          wanted={wanted}
          words={withRulesOf(scenario, cycle.program)}
          values={fields}
          errors={errors}
        />
      )}
      {focusing && isOpen && <FocusForm scenario={scenario} plan={focusing} program={cycle.program} />}
      <UsesScript />
      <Search scenario={scenario.id} search={search} />
      <Hosts {...props} />
      <Overrides scenario={scenario} costs={ruleCosts(scenario, rulings)} isOpen={isOpen} />
    </ConsolePage>
  );
}

/** The best among plans that follow the rules at the time of the request. Plans without them may score higher. */
const sayTotal = ({ total, best }: Plan, { problem }: ProposedScenario): string =>
  total === best
    ? `This plan scores ${sayPoints(total)}, the highest possible for these schools${sayAmong(problem)}.`
    : `This plan scores ${sayPoints(total)}, ${sayPoints(Math.abs(total - best))} ${total < best ? 'below' : 'above'} the best one${sayAmong(problem)}.`;

/** Undo and redo, if there is something to undo or redo. */
function Steps({ scenario }: { readonly scenario: ProposedScenario }) {
  const { id, version, moves, undone = [] } = scenario;
  const hidden = { version: String(version) };
  if (moves.length + undone.length === 0) return null;
  return (
    <div class="lp-board__steps">
      {moves.length > 0 && (
        <Form action={hrefTo('undoMove', { scenario: id })} hidden={hidden}>
          <Button variant="secondary">Undo last move</Button>
        </Form>
      )}
      {undone.length > 0 && (
        <Form action={hrefTo('redoMove', { scenario: id })} hidden={hidden}>
          <Button variant="secondary">Redo move</Button>
        </Form>
      )}
    </div>
  );
}

const Search = ({ scenario, search }: Pick<BoardPageProps, 'search'> & { readonly scenario: string }) => (
  <search class="lp-board__search">
    <Form action={hrefTo('board', { scenario })} method="get">
      <TextField name="q" label="Find a school" type="search" width={20} values={{ q: search }} />
      <Button variant="secondary">Find</Button>
      {search !== '' && (
        <a class="govuk-link" href={hrefTo('board', { scenario })}>
          Show all hosts
        </a>
      )}
    </Form>
  </search>
);

/** A card's part in the move that the page shows. */
type Part = 'moves' | 'takes' | 'also-moves';

function Hosts({ request, plan, withdrawn, picked, wanted, search, published }: BoardPageProps) {
  const { scenario, cycle } = request;
  const hosts = plan.hosts.filter(({ host, pairs }) =>
    [host, ...pairs.map(({ partner }) => partner)].some(named(search)),
  );
  const unplaced = plan.unplaced.filter(named(search));
  const alongside = new Set(wanted?.others?.map(({ partner }) => partner));
  const partOf = (id: string): Part | undefined => {
    if (id === picked?.partner.id) return 'moves';
    return alongside.has(id) ? 'also-moves' : undefined;
  };
  const common = {
    scenario: scenario.id,
    withdrawn,
    partOf,
    takes: wanted && !wanted.isHere ? (wanted.host?.id ?? nowhere) : undefined,
  };
  return (
    <>
      <h2 class="govuk-visually-hidden">Hosts and partners</h2>
      {hosts.length + unplaced.length === 0 && (
        <p class="govuk-body">No school on this board is called “{search}”.</p>
      )}
      <ul
        class="lp-board"
        data-board={published === undefined ? hrefTo('board', { scenario: scenario.id }) : undefined}
      >
        {hosts.map((host) => (
          <HostCard
            key={host.host.id}
            plan={host}
            program={cycle.program}
            isOpen={published === undefined}
            {...common}
          />
        ))}
        {unplaced.length > 0 && (
          <li class="lp-board__unplaced" data-host={nowhere}>
            <h3>Without a host</h3>
            <ul>
              {unplaced.map((partner) => (
                <Card key={partner.id} partner={partner} marks={[]} {...common} />
              ))}
            </ul>
          </li>
        )}
      </ul>
    </>
  );
}

/** Whether a school's name contains a text, in any case. */
const named =
  (search: string) =>
  ({ name }: Pick<Entrant, 'name'>): boolean =>
    name.toLowerCase().includes(search.toLowerCase());

type Marked = {
  readonly scenario: string;
  readonly withdrawn: ReadonlySet<string>;
  readonly partOf: (partner: string) => Part | undefined;
  /** The host that the partner would move to, or `-`. */
  readonly takes: string | undefined;
};

type HostCardProps = Marked & {
  readonly plan: HostPlan;
  readonly program: Program;
  readonly isOpen: boolean;
};

function HostCard({ plan: { host, places, pairs }, program, isOpen, ...marked }: HostCardProps) {
  const { scenario, withdrawn, takes } = marked;
  return (
    <li data-host={host.id} class={takes === host.id ? 'lp-board__takes' : undefined}>
      <h3 dir="auto">{host.name}</h3>
      {withdrawn.has(host.id) && (
        <p>
          <Tag meaning="bad">Withdrew</Tag>
        </p>
      )}
      {takes === host.id && <p class="lp-board__note">Would get this partner</p>}
      <p>
        {sayPlace(host)} · {pairs.length} of {countOf(places, 'place')}
        {host.focus !== undefined && (
          <>
            {' '}
            · Focus: {focusAreaName(program, host.focus)}
            {isOpen && (
              <>
                {' '}
                <a href={`${hrefTo('board', { scenario }, { focus: host.id })}#focus-of-host`}>
                  Change<span class="govuk-visually-hidden"> {host.name}’s focus</span>
                </a>
              </>
            )}
          </>
        )}
      </p>
      <ul>
        {pairs.map(({ partner, score, lock, move, isException }) => (
          <Card
            key={partner.id}
            partner={partner}
            points={score.total}
            marks={[
              ...(lock ? ['keep together'] : move ? ['moved'] : []),
              ...(isException ? ['exception'] : []),
            ]}
            {...marked}
          />
        ))}
      </ul>
    </li>
  );
}

type CardProps = Marked & {
  readonly partner: Entrant;
  readonly points?: number;
  readonly marks: readonly string[];
};

function Card({ scenario, partner: { id, name }, partOf, points, marks, withdrawn, takes }: CardProps) {
  const part = partOf(id);
  const all = [
    ...marks,
    ...(withdrawn.has(id) ? ['withdrew'] : []),
    ...(part === 'also-moves' ? ['would move too'] : []),
    ...(part === 'moves' && takes !== undefined ? ['would move'] : []),
  ];
  return (
    <li class={part === 'also-moves' ? 'lp-board__also' : undefined}>
      <a
        href={`${hrefTo('board', { scenario }, { partner: id })}#prices`}
        aria-current={part === 'moves' ? 'true' : undefined}
      >
        {name}
      </a>
      {all.map((mark) => (
        <em key={mark}> {mark}</em>
      ))}
      {points !== undefined && <b> {sayCount(points)}</b>}
    </li>
  );
}
