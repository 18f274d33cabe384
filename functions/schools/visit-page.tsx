import { type CalendarDate, sayDate } from '../../shared/domain/time.ts';
import { daysFreeFor } from '../../shared/domain/visits/moving.ts';
import { isBooked } from '../../shared/domain/visits/visit.ts';
import { isOver } from '../../shared/domain/visits/visit-hours.ts';
import { isWaiting } from '../../shared/domain/visits/withdrawn.ts';
import { sayVisitTo } from '../../shared/letters/visit-words.ts';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { NotificationBanner } from '../../shared/ui/notices.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { type Answer, showErrors, showPage, showProblem } from '../http/answer.ts';
import { ChangedBanner } from '../http/changed-banner.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import { seenOf } from '../http/seen.ts';
import { hrefTo } from '../routes.ts';
import { forVisit, type OwnVisit } from './context.ts';
import { DelegationForm } from './delegation-form.tsx';
import { visitFacts } from './facts.ts';
import { asItStands, overtaken } from './overtaken.ts';
import { settingOf } from './own-setting.ts';
import { ProposalForm } from './proposal-form.tsx';
import { ReflectionSection } from './reflection-section.tsx';
import { delegationShown, proposalShown } from './shown-of.ts';
import type { Typed } from './typed.ts';
import { VisitFactsList } from './visit-facts-list.tsx';
import { standingOf } from './visit-table.tsx';

/** One visit, as a school of it sees it. */
export const schoolVisit = forVisit(async ({ query }, own) => {
  const freeDays = await freeDaysOf(own);
  return showPage(<VisitPage own={own} freeDays={freeDays} done={query.get('done') ?? undefined} />, {
    reference: own.reference,
    ...visitFacts(own, own.visit),
    freeDays,
    seen: {
      delegation: seenOf(delegationShown(own.visit, own.school.id)),
      proposal: seenOf(proposalShown(own.visit, own.school.id)),
    },
  });
});

/** Whether the school can still say who comes, or ask for another day. */
export const isAhead = ({ visit, partnership, cycle, now }: OwnVisit): boolean =>
  partnership.state === 'active' &&
  isBooked(visit) &&
  !isOver(visit, cycle, now) &&
  !isWaiting(partnership, visit);

const canMove = (own: OwnVisit): boolean => isAhead(own) && own.visit.date > own.today;

const nearDays = 8;

/** The days nearest to the visit on which both schools and the facilitator are free, in the order of days. */
async function freeDaysOf(own: OwnVisit): Promise<readonly CalendarDate[]> {
  const { visit, partnership, today } = own;
  if (!canMove(own) || !isBooked(visit)) return [];
  const away = (date: CalendarDate) => Math.abs(Date.parse(date) - Date.parse(visit.date));
  return [...daysFreeFor(await settingOf(own), partnership, visit, today)]
    .sort((a, b) => away(a) - away(b))
    .slice(0, nearDays)
    .sort();
}

const doneWords: Readonly<Record<string, string>> = {
  delegation: 'Saved: the other schools and your facilitator see how many of you come.',
  proposal: 'Sent: your facilitator answers. Until then the visit stays on its day.',
};

/** The page with what was typed into one of its forms, and what is wrong with it. */
export async function showTyped(
  own: OwnVisit,
  form: Typed['form'],
  fields: Fields,
  errors: FieldErrors,
): Promise<Answer> {
  const typed = { form, values: fields, errors, isChanged: false };
  return showErrors(<VisitPage own={own} freeDays={await freeDaysOf(own)} typed={typed} />, errors);
}

/** The same after somebody changed what the form shows; nothing is wrong with what was typed. */
export async function showChanged(own: OwnVisit, form: Typed['form'], fields: Fields): Promise<Answer> {
  const fresh = await asItStands(own);
  const typed = { form, values: fields, errors: {}, isChanged: true };
  return showProblem(<VisitPage own={fresh} freeDays={await freeDaysOf(fresh)} typed={typed} />, overtaken);
}

type VisitPageProps = {
  readonly own: OwnVisit;
  readonly freeDays: readonly CalendarDate[];
  readonly done?: string | undefined;
  readonly typed?: Typed | undefined;
};

function VisitPage({ own, freeDays, done, typed }: VisitPageProps) {
  const { reference, visit, partnership, school, cycle } = own;
  const { word, meaning } = standingOf(own, visit);
  const doneWord = done === undefined ? undefined : doneWords[done];
  const typedInto = (form: Typed['form']) => (typed?.form === form ? typed : undefined);
  return (
    <PublicPage
      title={`Visit of ${sayDate(visit.date)}`}
      contact={cycle.program.contactEmail}
      backLink={{ href: hrefTo('schoolVisits', { reference }), text: 'All your visits' }}
      error={typed !== undefined && !typed.isChanged}
    >
      {typed && <ErrorSummary errors={typed.errors} />}
      {typed?.isChanged === true && (
        <ChangedBanner>
          Nothing was saved. Below is the visit as it stands now, and in its form what you typed.
        </ChangedBanner>
      )}
      {doneWord !== undefined && (
        <NotificationBanner kind="success">
          <p class="govuk-notification-banner__heading">{doneWord}</p>
        </NotificationBanner>
      )}
      <span class="govuk-caption-l">
        <bdi>{sayVisitTo(partnership, visit, school.id)}</bdi>
      </span>
      <h1 class="govuk-heading-l">{sayDate(visit.date)}</h1>
      <p class="govuk-body">
        <Tag meaning={meaning}>{word}</Tag>
      </p>
      <VisitFactsList own={own} />
      <ReflectionSection own={own} />
      {isAhead(own) && <DelegationForm own={own} typed={typedInto('delegation')} />}
      {canMove(own) && isBooked(visit) && (
        <ProposalForm own={own} visit={visit} freeDays={freeDays} typed={typedInto('proposal')} />
      )}
    </PublicPage>
  );
}
