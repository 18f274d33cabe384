import { sayDateWithYear, sayTableDate } from '#domain/base/time.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import { schoolsOf } from '#domain/partnership/partnership.ts';
import { isBooked } from '#domain/partnership/visit.ts';
import { hasPlan, type NoPlan, type TargetedVisit, withTargets, type YearPlan } from '#domain/visits/plan.ts';
import { type Setting, visitingPartnerships } from '#domain/visits/schedule.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { Shown } from '#http/look-then-do.tsx';
import { isDirector } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { namesIn, sayWho } from '#text/visits.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/notices.tsx';
import { Table } from '#ui/table.tsx';
import type { FacilitatorRequest } from '../access.ts';
import { FacilitatorChoice, VisitsHeading, WouldHelp } from '../form-parts.tsx';
import { sameYear, whereFrom } from '../links.ts';
import { sayYearOver } from '../text.tsx';

/** A facilitator's year: a plan to publish, no possible plan, or already started, when no new plan is possible. */
export type PlannedYear = {
  /** The setting with only this facilitator's partnerships. */
  readonly setting: Setting;
  readonly outcome: YearPlan | NoPlan | { readonly kind: 'began' };
};

type PlanPageProps = Shown<FacilitatorRequest, PlannedYear>;

/** All visits of the plan, its quality, and the button to publish it. */
export function PlanPage(props: PlanPageProps) {
  const { request, looked: year, errors, isChanged, isPartlyDone } = props;
  const { facilitator } = request;
  const { outcome, setting } = year;
  const name = namesIn(setting.partnerships).facilitator(facilitator);
  const title = mayPublish(year) ? `Proposed visit schedule for ${name}` : `${name}’s visit schedule`;
  return (
    <ConsolePage request={request} title={title} current="visits" errors={errors}>
      {isChanged && (
        <ChangedBanner>
          {isPartlyDone || isPublished(year)
            ? 'No further changes were published.'
            : 'The schedule wasn’t published.'}
          {mayPublish(year) && publishFromHere}
        </ChangedBanner>
      )}
      <VisitsHeading>
        <span dir="auto">{title}</span>
      </VisitsHeading>
      <FacilitatorChoice
        request={request}
        current={facilitator}
        hrefOf={(email) => hrefTo('visitPlanPage', {}, { ...sameYear(request), facilitator: email })}
      />
      {outcome.kind === 'began' && (
        <p class="govuk-body-l">
          {sayYearOver(request) ??
            'The year has started, so you can’t publish a new schedule. You can still move visits one at a time and schedule missing ones.'}
        </p>
      )}
      {outcome.kind === 'refused' && <Refused request={request} plan={outcome} year={year} />}
      {outcome.kind === 'planned' && <Planned {...props} plan={outcome} />}
    </ConsolePage>
  );
}

const publishFromHere = ' If this schedule looks right, publish it.';

/** Whether there is a plan that every partnership has. */
const isPublished = ({ outcome, setting }: PlannedYear): boolean =>
  outcome.kind === 'planned' &&
  visitingPartnerships(setting.partnerships).every((one) => hasPlan(one, outcome));

/** Whether there is a plan that some partnerships don't have yet. */
const mayPublish = (year: PlannedYear): boolean => year.outcome.kind === 'planned' && !isPublished(year);

/** Why there is no plan, and which changes would help. */
type RefusedProps = Pick<PlanPageProps, 'request'> & {
  readonly year: PlannedYear;
  readonly plan: NoPlan;
};

function Refused({ request, plan, year }: RefusedProps) {
  const clashes = sayClashes(plan.clashes, namesIn(year.setting.partnerships));
  return (
    <>
      <p class="govuk-body-l">We couldn’t make a schedule.</p>
      {clashes.map(({ statement, relax }) => (
        <InsetText key={statement}>
          <p class="govuk-body">
            <b>{statement}</b>
          </p>
          <WouldHelp relax={relax} />
        </InsetText>
      ))}
      {isDirector(request.staff) && <ToHandOver partnerships={year.setting.partnerships} />}
    </>
  );
}

/** Links to change the facilitator of each partnership. */
const ToHandOver = ({ partnerships }: Pick<Setting, 'partnerships'>) => (
  <ul class="govuk-list">
    {visitingPartnerships(partnerships).map(({ host }) => (
      <li key={host.id}>
        <a class="govuk-link" href={hrefTo('handoverPage', { partnership: host.reference })}>
          Change the facilitator for <bdi>{host.name}</bdi>
        </a>
      </li>
    ))}
  </ul>
);

function Planned({ request, looked: year, seen, plan }: PlanPageProps & { readonly plan: YearPlan }) {
  const partnerships = visitingPartnerships(year.setting.partnerships);
  const done = partnerships.filter((one) => hasPlan(one, plan));
  const schools = partnerships.flatMap(schoolsOf).filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const booked = partnerships.filter(({ visits }) => visits.some(isBooked)).length;
  const targeted = withTargets(plan);
  const dates = plan.visits.map(({ date }) => date).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  return (
    <>
      <p class="govuk-body-l">
        {mayPublish(year) && booked === 0 && 'Nothing is scheduled yet. '}
        {countOf(plan.visits.length, 'visit')}
        {first && last ? ` from ${sayDateWithYear(first)}, to ${sayDateWithYear(last)}` : ''}.{' '}
        <Quality plan={plan} />
      </p>
      {!mayPublish(year) ? (
        <p class="govuk-body">
          <b>This schedule is published.</b>
        </p>
      ) : (
        <Form
          action={hrefTo('publishVisitPlan', {}, sameYear(request))}
          hidden={{ facilitator: request.facilitator, seen }}
        >
          {done.length > 0 ? (
            <p class="govuk-body">
              {countOf(done.length, 'partnership already has', 'partnerships already have')} this schedule.
              Publishing will add the rest.
            </p>
          ) : (
            booked > 0 && (
              <p class="govuk-body">
                It replaces the current visits. Calendars that use a calendar link update by themselves.
                Schools that added the visits from a file need to open the file in the new email.
              </p>
            )
          )}
          <p class="govuk-body">
            Each of the {countOf(schools.length, 'school')} will get one email with all its visits. The
            facilitator will get one for each partnership. Nothing is sent until you publish.
          </p>
          <ButtonGroup>
            <Button>Publish schedule and send emails</Button>
            <a class="govuk-link" href={whereFrom(request)}>
              Cancel
            </a>
          </ButtonGroup>
        </Form>
      )}
      {partnerships.map((partnership) => (
        <PlannedVisits
          key={partnership.host.id}
          caption={`${partnership.host.name} with ${sayList(partnership.partners.map(({ name }) => name))}`}
          visits={targeted.filter((visit) => visit.partnership === partnership.host.id)}
          sayWho={(visit) => sayWho(partnership, visit)}
        />
      ))}
    </>
  );
}

/** How good the plan is, without the proof. */
function Quality({ plan }: { readonly plan: YearPlan }) {
  const average = Number((plan.cost / Math.max(plan.visits.length, 1)).toFixed(1));
  const days = average === 1 ? '1 day' : `${average} days`;
  const better = plan.cost - Math.ceil(plan.bound);
  return (
    <>
      On average, visits are {days} from their ideal dates.{' '}
      {better <= 0
        ? 'No better schedule exists.'
        : `A better schedule could save at most ${countOf(better, 'day')} in total.`}
    </>
  );
}

type PlannedVisitsProps = {
  readonly caption: string;
  readonly visits: readonly TargetedVisit[];
  readonly sayWho: (visit: TargetedVisit) => string;
};

const PlannedVisits = ({ caption, visits, sayWho: say }: PlannedVisitsProps) => (
  <Table
    caption={caption}
    dense
    stacks
    columns={[
      { text: 'Date', head: true },
      { text: 'Visit' },
      { text: 'Days from ideal date', numeric: true },
    ]}
    rows={visits.map((visit) => [sayTableDate(visit.date), say(visit), visit.daysFromTarget])}
  />
);
