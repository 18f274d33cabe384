import { type Standing, standingOf } from '#domain/admission/queue.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import type { StaffMember } from '#domain/base/person.ts';
import { type CalendarDate, dateIn, daysBetween } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { Program, Role } from '#domain/program/program.ts';
import { levelNames } from '#domain/program/school.ts';
import { isDirector } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { type Column, Table } from '#ui/table.tsx';
import { StandingTag } from '../text.tsx';

/** One application in a list. Only directors get scores, so that reviewers judge on their own first. It holds no addresses. */
export type Row = Pick<
  ApplicationSummary,
  'reference' | 'role' | 'schoolName' | 'region' | 'levels' | 'findings' | 'submittedAt'
> & {
  readonly standing: Standing;
  /** Since submission; for a draft, since it was started. */
  readonly waitingDays: number;
  readonly readers: number;
  readonly reviews: number;
  readonly meanScore?: number;
};

export function rowOf(
  summary: ApplicationSummary,
  staff: StaffMember,
  timeZone: string,
  today: CalendarDate,
): Row {
  const { reference, role, schoolName, region, levels, findings, submittedAt, meanScore } = summary;
  return {
    reference,
    role,
    schoolName,
    region,
    levels,
    findings,
    ...(submittedAt === undefined ? {} : { submittedAt }),
    standing: standingOf(summary),
    waitingDays: daysBetween(dateIn(timeZone, submittedAt ?? summary.startedAt), today),
    readers: summary.reviewers.length,
    reviews: summary.reviewedBy.length,
    ...(isDirector(staff) && meanScore !== undefined ? { meanScore } : {}),
  };
}

export const roleWords: Readonly<Record<Role, string>> = { host: 'Host', partner: 'Partner' };

type ApplicationTableProps = {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly program: Program;
  readonly empty?: string;
  /** Adds a checkbox to each row that may be decided, checked for these references. */
  readonly choice?: readonly string[] | undefined;
};

export function ApplicationTable({ caption, rows, program, empty, choice }: ApplicationTableProps) {
  const withScores = rows.some((row) => row.meanScore !== undefined);
  const columns: readonly Column[] = [
    ...(choice ? [{ text: <span class="govuk-visually-hidden">Select</span> }] : []),
    { text: 'School', head: true },
    { text: 'Status', wideOnly: true },
    { text: 'Days', numeric: true, wideOnly: true },
    { text: 'Role' },
    { text: 'Region' },
    { text: 'Level' },
    { text: 'Requirements' },
    { text: 'Reviews', numeric: true },
    ...(withScores ? [{ text: `Score (of ${highestScore(program)})`, numeric: true }] : []),
  ];
  return (
    <Table
      caption={caption}
      dense
      columns={columns}
      empty={empty}
      rows={rows.map((row) => [
        ...(choice ? [mayBeDecided(row) ? <ChooseRow key="choose" row={row} chosen={choice} /> : ''] : []),
        <SchoolCell key="school" row={row} />,
        <StandingTag key="standing" standing={row.standing} />,
        countOf(row.waitingDays, 'day'),
        roleWords[row.role],
        row.region,
        row.levels.map((level) => levelNames[level]).join(', '),
        sayFindings(row),
        row.readers === 0 ? '—' : `${row.reviews} of ${row.readers}`,
        ...(withScores ? [row.meanScore?.toFixed(1) ?? '—'] : []),
      ])}
    />
  );
}

const highestScore = ({ review }: Program): number => Math.max(...review.rubric.map(({ score }) => score));

export const mayBeDecided = ({ standing }: Pick<Row, 'standing'>): boolean =>
  ['to-decide', 'in-review', 'awaits-school', 'waitlisted'].includes(standing);

export const SchoolLink = ({ row: { reference, schoolName } }: { readonly row: Row }) => (
  <>
    <a class="govuk-link" href={hrefTo('staffApplication', { reference })} dir="auto">
      {schoolName}
    </a>{' '}
    <span class="lp-row__reference">{reference}</span>
  </>
);

/** On a phone, the most important cells are below the name. Otherwise they would be far to the right. */
const SchoolCell = ({ row }: { readonly row: Row }) => (
  <>
    <SchoolLink row={row} />
    <span class="lp-only-narrow lp-row__brief">
      <StandingTag standing={row.standing} />{' '}
      <span class="lp-row__days">{countOf(row.waitingDays, 'day')}</span>
    </span>
  </>
);

/** "3 met, 1 not met, 1 needs a check"; leaves out zeros. */
const sayFindings = ({ findings }: Row): string =>
  [
    findings.met > 0 && `${findings.met} met`,
    findings['not-met'] > 0 && `${findings['not-met']} not met`,
    findings['cannot-verify'] > 0 && countOf(findings['cannot-verify'], 'needs a check', 'need a check'),
  ]
    .filter(Boolean)
    .join(', ');

type ChooseRowProps = { readonly row: Row; readonly chosen: readonly string[] };

function ChooseRow({ row: { reference, schoolName }, chosen }: ChooseRowProps) {
  const id = `choose-${reference}`;
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={id}
          name="reference"
          type="checkbox"
          value={reference}
          checked={chosen.includes(reference)}
        />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">Select {schoolName}</span>
        </label>
      </div>
    </div>
  );
}
