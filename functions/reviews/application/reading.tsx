import { type Application, type Inquiry, inquiriesOf } from '#domain/admission/application.ts';
import type { ContactRole } from '#domain/base/person.ts';
import { sayDate, sayShort } from '#domain/base/time.ts';
import { sayCount, sayPercent } from '#domain/base/wording.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { roleNames } from '#domain/program/program.ts';
import { type School, sayLevels } from '#domain/program/school.ts';
import { hrefTo } from '#routes.ts';
import { sayAnswers } from '#text/answers.ts';
import { sayFindings } from '#text/findings.ts';
import { Lines } from '#ui/notices.tsx';
import { OutcomeList } from '#ui/outcome-list.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';

type ReadingProps = {
  readonly application: Application;
  readonly cycle: Cycle;
  readonly showContact: boolean;
};

/** The text of a submitted application: findings, answers, questions, and the school. */
export function Reading({ application, cycle, showContact }: ReadingProps) {
  const { program } = cycle;
  const inquiries = inquiriesOf(application);
  return (
    <>
      <h2 class="govuk-heading-m">
        {application.role === 'host' ? 'Host requirements' : 'What we look for in a partner'}
      </h2>
      <OutcomeList rows={sayFindings(program, application, 'staff')} />
      <h2 class="govuk-heading-m">The school’s answers</h2>
      <SummaryList
        rows={sayAnswers(application, program).map(({ question, answer }) => ({
          key: question,
          value: <Lines text={answer} />,
        }))}
      />
      <Inquiries inquiries={inquiries} timeZone={program.timeZone} />
      <h2 class="govuk-heading-m">The school</h2>
      <SchoolFacts application={application} showContact={showContact} />
    </>
  );
}

const unknown = 'Not in the directory';

const percent = (share: number | undefined) => (share === undefined ? unknown : sayPercent(share));

/** The directory's data on the school when the application was started. */
export function SchoolFacts({ application, showContact }: Omit<ReadingProps, 'cycle'>) {
  const { school, applicant, principal, reference } = application;
  const change = (contactRole: ContactRole, text: string) => (
    <a class="govuk-link" href={hrefTo('applicationContact', { reference }, { contactRole })}>
      {text}
    </a>
  );
  const contact: readonly SummaryRow[] = showContact
    ? [
        {
          key: 'Email',
          value: (
            <>
              {applicant.email} {change('applicant', 'Change contact')}
            </>
          ),
        },
      ]
    : [];
  const others: readonly SummaryRow[] = principal
    ? [
        {
          key: 'Principal',
          value: (
            <>
              <Lines text={principal.name} />
              {showContact && (
                <>
                  <br />
                  {principal.email} {change('principal', 'Change principal')}
                </>
              )}
            </>
          ),
        },
      ]
    : showContact
      ? [{ key: 'Principal', value: <>Same as the applicant {change('principal', 'Add principal')}</> }]
      : [];
  return (
    <SummaryList
      rows={[
        { key: 'Applying as', value: roleNames[application.role] },
        { key: 'Applicant', value: <Lines text={`${applicant.name}, ${applicant.position}`} /> },
        ...contact,
        ...others,
        { key: 'Region', value: [school.neighborhood, school.region].filter(Boolean).join(', ') },
        { key: 'Level', value: `${sayLevels(school)} (grades ${school.grades.join(', ')})` },
        ...(school.kind === undefined ? [] : [{ key: 'School type', value: school.kind }]),
        { key: 'Students', value: school.enrollment === undefined ? unknown : sayCount(school.enrollment) },
        ...demographicRows(school),
      ]}
    />
  );
}

function demographicRows({ demographics }: School): readonly SummaryRow[] {
  return [
    { key: 'Living in poverty', value: percent(demographics.poverty) },
    { key: 'Black', value: percent(demographics.black) },
    { key: 'Hispanic', value: percent(demographics.hispanic) },
    { key: 'Students with disabilities', value: percent(demographics.studentsWithDisabilities) },
    { key: 'English language learners', value: percent(demographics.englishLanguageLearners) },
    { key: 'Chronically absent', value: percent(demographics.chronicallyAbsent) },
  ];
}

type InquiriesProps = { readonly inquiries: readonly Inquiry[]; readonly timeZone: string };

function Inquiries({ inquiries, timeZone }: InquiriesProps) {
  if (inquiries.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Questions to the school</h2>
      {inquiries.map(({ question, askedBy, askedAt, dueOn, answer, withdrawn }) => (
        <div key={askedAt}>
          <p class="govuk-body">
            <strong>{askedBy}</strong>, {sayShort(timeZone, askedAt)}: <Lines text={question} />
          </p>
          {answer ? (
            <blockquote class="govuk-inset-text">
              <Lines text={answer.text} />
              <br />
              <span class="govuk-hint">{sayShort(timeZone, answer.at)}</span>
            </blockquote>
          ) : (
            <p class="govuk-body">
              {withdrawn
                ? `Withdrawn by ${withdrawn.by}, ${sayShort(timeZone, withdrawn.at)}.`
                : `Not answered yet${dueOn === undefined ? '' : `, due ${sayDate(dueOn)}`}.`}
            </p>
          )}
        </div>
      ))}
    </>
  );
}
