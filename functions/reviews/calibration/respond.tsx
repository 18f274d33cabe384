import { type Calibration, calibrationOf, disagreementPoints } from '#domain/admission/calibration.ts';
import { scoredStatements } from '#domain/admission/review.ts';
import { schoolsKeptFrom } from '#domain/admission/roster.ts';
import { countOf } from '#domain/base/wording.ts';
import { type Role, roleNames, roles } from '#domain/program/program.ts';
import { showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { LinkLine } from '#ui/link.tsx';
import { Table } from '#ui/table.tsx';
import { forStaff, store } from '../access.ts';

/** A page holds no more than that. JSON has all. */
const mostShown = 50;

/** How alike reviewers score, by the reviews that they wrote alone. Each role has its own scores. */
export const calibration = forStaff(['director'], async (request) => {
  const { cycle, staff } = request;
  const [applications, roster] = await Promise.all([store.applications(cycle.id), store.roster(cycle.id)]);
  const hidden = schoolsKeptFrom(staff, roster);
  const seen = applications.filter(({ school }) => !hidden.includes(school.id));
  const byRole = roles.map((role) => ({ role, ...calibrationOf(seen, role) }));
  return showPage(<CalibrationPage request={request} byRole={byRole} />, { roles: byRole });
});

type CalibrationPageProps = {
  readonly request: StaffRequest;
  readonly byRole: readonly (Calibration & { readonly role: Role })[];
};

function CalibrationPage({ request, byRole }: CalibrationPageProps) {
  return (
    <ConsolePage request={request} title="Compare reviewers" current="reviewers">
      <h1>Compare reviewers</h1>
      <p class="govuk-body">
        This compares the reviews that each person wrote before reading others. If scores are{' '}
        {disagreementPoints} or more points apart, you can assign another reviewer on the application’s page.
      </p>
      {byRole.map(({ role, reviewers, applications }) => (
        <section key={role}>
          <h2 class="govuk-heading-m">{roleNames[role]}s</h2>
          <Table
            caption={`Reviewers of ${role} schools`}
            captionSize="s"
            dense
            stacks
            columns={[
              { text: 'Reviewer', head: true },
              { text: 'Reviews', numeric: true },
              { text: 'Average score', numeric: true },
              { text: 'Compared with others', numeric: true },
            ]}
            empty="No reviews yet."
            rows={reviewers.map(({ name, reviews, mean, aboveOthers }) => [
              <span key="name" dir="auto">
                {name}
              </span>,
              reviews,
              mean.toFixed(1),
              aboveOthers === undefined ? '—' : sayDifference(aboveOthers),
            ])}
          />
          <Table
            caption={`${roleNames[role]}s with the largest differences`}
            captionSize="s"
            dense
            stacks
            columns={[
              { text: 'School', head: true },
              { text: 'Average scores' },
              { text: 'Largest difference' },
              { text: 'Part' },
            ]}
            empty="No application has two reviews yet."
            rows={applications.slice(0, mostShown).map(({ reference, schoolName, reviews, gap }) => [
              <a key="school" class="govuk-link" href={hrefTo('staffApplication', { reference })} dir="auto">
                {schoolName}
              </a>,
              reviews.map(({ name, mean }) => `${name} ${mean.toFixed(1)}`).join(', '),
              countOf(gap.points, 'point'),
              gap.points === 0 ? '—' : sayPart(request, role, gap.part),
            ])}
          />
        </section>
      ))}
      <LinkLine href={hrefTo('reviewers', {})}>Back to reviewers</LinkLine>
    </ConsolePage>
  );
}

/** "0.4 higher", "0.2 lower", "the same" */
function sayDifference(points: number): string {
  const said = Math.abs(points).toFixed(1);
  if (said === '0.0') return 'the same';
  return `${said} ${points > 0 ? 'higher' : 'lower'}`;
}

const sayPart = ({ cycle }: StaffRequest, role: Role, part: string): string =>
  scoredStatements(cycle.program, role).find(({ id }) => id === part)?.statement ?? part;
