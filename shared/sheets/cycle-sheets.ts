import {
  type Application,
  decisionNames,
  earlierOf,
  inquiriesOf,
  reviewsOf,
} from '#domain/admission/application.ts';
import { standingNames, standingOf } from '#domain/admission/queue.ts';
import { scoredStatements, versionsOf } from '#domain/admission/review.ts';
import { type ApplicationSummary, summaryOf } from '#domain/admission/summary.ts';
import type { Instant } from '#domain/base/time.ts';
import { rounded } from '#domain/base/wording.ts';
import { type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import { focusAreaNames, roleNames, roles } from '#domain/program/program.ts';
import { levelNames, type School } from '#domain/program/school.ts';
import { sayAnswers } from '#text/answers.ts';
import { recommendationNames, sayAfterOthers } from '#text/reviews.ts';
import { type Cell, type Sheet, stamp } from './sheet.ts';
import { reflectionSheet, visitSheet } from './visit-sheets.ts';

/** The stored records of a cycle that its sheets are made from. */
export type CycleRecords = {
  readonly cycle: Cycle;
  readonly applications: readonly Application[];
  readonly partnerships: readonly Partnership[];
};

/** An application that a school replaced has its own rows, before those of the new one. */
const withEarlier = (records: CycleRecords): CycleRecords => ({
  ...records,
  applications: records.applications.flatMap((application) => [...earlierOf(application), application]),
});

export const cycleSheets = (current: CycleRecords, now: Instant): readonly Sheet[] => {
  const records = withEarlier(current);
  return [
    applicationSheet(records),
    answerSheet(records),
    questionSheet(records),
    reviewSheet(records),
    decisionSheet(records),
    partnershipSheet(records),
    visitSheet(records.cycle, records.partnerships, todayOf(records.cycle, now)),
    reflectionSheet(records.cycle, records.partnerships),
  ];
};

/** The columns that name an application, first in each sheet about applications. */
const nameColumns = ['Application number', 'Role', 'School ID', 'School name'];

const nameCells = ({ reference, role, school }: Application): readonly Cell[] => [
  ...[reference, roleNames[role], school.id, school.name],
];

const applicationSheet = ({ cycle, applications }: CycleRecords): Sheet => ({
  name: 'applications',
  columns: [
    ...[...nameColumns, 'Region', 'Grade levels', 'Status'],
    ...['Started', 'Submitted', 'Applicant', 'Job title', 'Email', 'Principal', 'Principal’s email'],
    ...['Focus areas', 'Host places'],
    ...['Met', 'Not met', 'Needs a check', 'Reviews', 'Average score'],
    ...['Recommend accept', 'Recommend waitlist', 'Recommend decline'],
  ],
  rows: applications.map((application) => applicationCells(cycle, application)),
});

function applicationCells(cycle: Cycle, application: Application): readonly Cell[] {
  const { school, applicant, principal } = application;
  const summary = summaryOf(cycle.program, application);
  const advised = (wanted: ApplicationSummary['recommendations'][number]) =>
    summary.recommendations.filter((one) => one === wanted).length;
  const { findings } = summary;
  return [
    ...[...nameCells(application), school.region],
    ...[levelsOf(school), standingNames[standingOf(summary)]],
    ...[stamp(cycle, summary.startedAt), stamp(cycle, summary.submittedAt)],
    ...[applicant.name, applicant.position, applicant.email],
    ...[principal?.name ?? '', principal?.email ?? ''],
    ...[focusAreaNames(cycle.program, summary.focusAreas), summary.places ?? ''],
    ...[findings.met, findings['not-met'], findings['cannot-verify']],
    ...[summary.reviewedBy.length, summary.meanScore === undefined ? '' : rounded(summary.meanScore)],
    ...[advised('accept'), advised('waitlist'), advised('decline')],
  ];
}

/** One row for each application, with a column for every question that any school answered. */
function answerSheet({ cycle, applications }: CycleRecords): Sheet {
  const said = applications.map(
    (application) =>
      new Map(
        sayAnswers(application, cycle.program).map(({ question, answer, amount }) => [
          question,
          amount ?? answer,
        ]),
      ),
  );
  const questions = [...new Set(said.flatMap((answers) => [...answers.keys()]))];
  const rows = applications.map((application, index) => [
    ...nameCells(application),
    ...questions.map((question) => said[index]?.get(question) ?? ''),
  ]);
  return { name: 'answers', columns: [...nameColumns, ...questions], rows };
}

/** One row for each question that staff asked a school. */
const questionSheet = ({ cycle, applications }: CycleRecords): Sheet => ({
  name: 'questions',
  columns: [...nameColumns, 'Question', 'Asked by', 'Asked', 'Answer by', 'Answer', 'Answered', 'Withdrawn'],
  rows: applications.flatMap((application) =>
    inquiriesOf(application).map(({ question, askedBy, askedAt, dueOn, answer, withdrawn }) => [
      ...[...nameCells(application), question, askedBy, stamp(cycle, askedAt)],
      ...[dueOn === undefined ? '' : { date: dueOn }, answer?.text ?? '', stamp(cycle, answer?.at)],
      stamp(cycle, withdrawn?.at),
    ]),
  ),
});

/** One row for each version of each review, with a column for every part that is scored. */
function reviewSheet({ cycle, applications }: CycleRecords): Sheet {
  const { program } = cycle;
  const scored = roles.flatMap((role) =>
    scoredStatements(program, role).map(({ id, statement }) => ({ role, id, statement })),
  );
  return {
    name: 'reviews',
    columns: [
      ...[...nameColumns, 'Reviewer', 'Submitted', 'After reading others', 'Recommendation', 'Comment'],
      ...scored.map(({ role, statement }) => `${roleNames[role]}: ${statement}`),
    ],
    rows: applications.flatMap((application) =>
      reviewsOf(application).flatMap((review) =>
        versionsOf(review).map(({ at, recommendation, comment, scores, afterOthers }, index) => [
          ...[...nameCells(application), review.reviewerName, stamp(cycle, at)],
          afterOthers ? sayAfterOthers(index > 0) : '',
          ...[recommendationNames[recommendation], comment],
          ...scored.map(({ role, id }) => (role === application.role ? (scores[id] ?? '') : '')),
        ]),
      ),
    ),
  };
}

const decisionSheet = ({ cycle, applications }: CycleRecords): Sheet => ({
  name: 'decisions',
  columns: [...[...nameColumns, 'Decision', 'Reason', 'Decided by', 'Decided']],
  rows: applications.flatMap((application) => {
    if (application.state !== 'decided') return [];
    const { decision } = application;
    return [
      [
        ...nameCells(application),
        ...[decisionNames[decision.outcome], decision.reason, decision.by, stamp(cycle, decision.at)],
      ],
    ];
  }),
});

const levelsOf = ({ levels }: Pick<School, 'levels'>): string =>
  levels.map((level) => levelNames[level]).join('; ');

const stateNames: Readonly<Record<Partnership['state'], string>> = { active: 'Active', ended: 'Ended' };

/** One row for each school of each partnership, the host first. */
const partnershipSheet = ({ cycle, partnerships }: CycleRecords): Sheet => ({
  name: 'partnerships',
  columns: [
    ...['Host ID', 'Role', 'School ID', 'School name', 'Region', 'Grade levels', 'Focus areas', 'Contact'],
    ...[
      'Email',
      'Principal',
      'Principal’s email',
      'Facilitator',
      'Why they were paired',
      'Status',
      'Formed',
      'Withdrew',
    ],
  ],
  rows: partnerships.flatMap((partnership) =>
    schoolsOf(partnership).map((school) => [
      ...[partnership.host.id, roleNames[school.id === partnership.host.id ? 'host' : 'partner']],
      ...[school.id, school.name, school.region, levelsOf(school)],
      ...[focusAreaNames(cycle.program, school.focusAreas), school.contact.name, school.contact.email],
      ...[school.principal?.name ?? '', school.principal?.email ?? ''],
      ...[partnership.facilitator.name, partnership.partners.find(({ id }) => id === school.id)?.why ?? ''],
      ...[
        stateNames[partnership.state],
        stamp(cycle, partnership.formedAt),
        stamp(cycle, school.withdrawnAt),
      ],
    ]),
  ),
});
