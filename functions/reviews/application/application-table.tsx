import { type Recommendation, recommendations } from '#domain/admission/application.ts';
import type { ListOrder } from '#domain/admission/listing.ts';
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

/** One application in a list. Only directors get scores and recommendations, so that reviewers judge on their own first. It holds no addresses. */
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
  readonly recommendations?: readonly Recommendation[];
};

export function rowOf(
  summary: ApplicationSummary,
  staff: StaffMember,
  timeZone: string,
  today: CalendarDate,
): Row {
  const { reference, role, schoolName, region, levels, findings, submittedAt, meanScore, recommendations } =
    summary;
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
    ...(isDirector(staff) && meanScore !== undefined ? { meanScore, recommendations } : {}),
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
  /** The list that rows lead back to, and the links that sort it; absent if it isn't a list with filters. */
  readonly list?: {
    readonly query: string;
    readonly order: ListOrder;
    readonly hrefIn: (order: ListOrder) => string;
  };
};

/** The direction in which an order sorts its column. */
const directions: Readonly<Record<ListOrder, 'ascending' | 'descending'>> = {
  oldest: 'descending',
  newest: 'ascending',
  school: 'ascending',
  status: 'ascending',
  region: 'ascending',
  level: 'ascending',
  recommendation: 'descending',
  score: 'descending',
};

export function ApplicationTable({ caption, rows, program, empty, choice, list }: ApplicationTableProps) {
  const withScores = rows.some((row) => row.meanScore !== undefined);
  /** A header that sorts the list. The header of the present order turns it around if it can. */
  const sorting = (text: string, order: ListOrder, reverse = order): Pick<Column, 'text' | 'sorted'> => {
    if (!list) return { text };
    const isSorted = list.order === order || list.order === reverse;
    return {
      text: (
        <a class="govuk-link" href={list.hrefIn(list.order === order ? reverse : order)}>
          {text}
        </a>
      ),
      sorted: isSorted ? directions[list.order] : undefined,
    };
  };
  const columns: readonly Column[] = [
    ...(choice ? [{ text: <span class="govuk-visually-hidden">Select</span> }] : []),
    { ...sorting('School', 'school'), head: true },
    { ...sorting('Status', 'status'), wideOnly: true },
    { ...sorting('Days', 'oldest', 'newest'), numeric: true, wideOnly: true },
    { text: 'Role' },
    sorting('Region', 'region'),
    sorting('Level', 'level'),
    { text: 'Requirements' },
    { text: 'Reviews', numeric: true },
    ...(withScores
      ? [
          sorting('Recommendations', 'recommendation'),
          { ...sorting(`Score (of ${highestScore(program)})`, 'score'), numeric: true },
        ]
      : []),
  ];
  return (
    <Table
      caption={caption}
      dense
      columns={columns}
      empty={empty}
      rows={rows.map((row) => [
        ...(choice ? [mayBeDecided(row) ? <ChooseRow key="choose" row={row} chosen={choice} /> : ''] : []),
        <SchoolCell key="school" row={row} list={list?.query} />,
        <StandingTag key="standing" standing={row.standing} />,
        countOf(row.waitingDays, 'day'),
        roleWords[row.role],
        row.region,
        row.levels.map((level) => levelNames[level]).join(', '),
        sayFindings(row),
        row.readers === 0 ? '—' : `${row.reviews} of ${row.readers}`,
        ...(withScores ? [sayRecommendations(row), row.meanScore?.toFixed(1) ?? '—'] : []),
      ])}
    />
  );
}

const highestScore = ({ review }: Program): number => Math.max(...review.rubric.map(({ score }) => score));

export const mayBeDecided = ({ standing }: Pick<Row, 'standing'>): boolean =>
  ['to-decide', 'in-review', 'awaits-school', 'waitlisted'].includes(standing);

type SchoolLinkProps = { readonly row: Row; readonly list?: string | undefined };

export const SchoolLink = ({ row: { reference, schoolName }, list }: SchoolLinkProps) => (
  <>
    <a class="govuk-link" href={hrefTo('staffApplication', { reference }, { list })} dir="auto">
      {schoolName}
    </a>{' '}
    <span class="lp-row__reference">{reference}</span>
  </>
);

/** On a phone, the most important cells are below the name. Otherwise they would be far to the right. */
const SchoolCell = ({ row, list }: SchoolLinkProps) => (
  <>
    <SchoolLink row={row} list={list} />
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

/** "2 accept, 1 decline" */
const sayRecommendations = ({ recommendations: given = [] }: Row): string =>
  recommendations
    .flatMap((one) => {
      const count = given.filter((each) => each === one).length;
      return count === 0 ? [] : [`${count} ${one}`];
    })
    .join(', ') || '—';

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
