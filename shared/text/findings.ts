import type { Application } from '#domain/admission/application.ts';
import type { Finding, Reason, ReasonKind } from '#domain/admission/criteria.ts';
import { findingsOf } from '#domain/admission/summary.ts';
import { topics } from '#domain/admission/topics.ts';
import { sayList, sayPercent, sayYears } from '#domain/base/wording.ts';
import { focusAreaNames, type Program } from '#domain/program/program.ts';

type Reader = 'school' | 'staff';

/** A finding with its reason as a sentence or two. */
export type SaidFinding = Finding & { readonly why: string };

/** The findings about an application, complete or not, worded for `reader`. */
export const sayFindings = (
  program: Program,
  application: Application,
  reader: Reader,
): readonly SaidFinding[] =>
  findingsOf(program, application).map((finding) => ({
    ...finding,
    why: sayReason(finding.reason, program, reader),
  }));

/** The phrases that differ between readers. `you` begins a sentence, and `check` ends one. */
type Phrases = {
  readonly you: string;
  readonly shares: string;
  readonly wants: string;
  readonly check: string;
  readonly unanswered: (section: string) => string;
};

const phrases: Readonly<Record<Reader, Phrases>> = {
  school: {
    you: 'You',
    shares: 'You can share',
    wants: 'You want to improve in',
    check: 'so our staff will check',
    unanswered: (section) => `Not answered yet. Complete the section “${section}”.`,
  },
  staff: {
    you: 'The school',
    shares: 'The school can share',
    wants: 'The school wants to improve in',
    check: 'so please check',
    unanswered: (section) => `The school hasn’t completed the section “${section}”.`,
  },
};

type Context = Phrases & { readonly program: Program };
type Review = Reason<'review-not-listed'>['reported'];
type Shares = Reason<'high-needs'>['shares'];

const sentences: { readonly [K in ReasonKind]: (reason: Reason<K>, context: Context) => string } = {
  unanswered: ({ topic }, { unanswered }) => unanswered(topics[topic].title),
  'too-few-years': ({ reported, atLeast }, { you }) =>
    `${you} reported ${sayYears(reported)} of leadership experience. The minimum is ${sayYears(atLeast)}.`,
  'years-listed': ({ listed }) => sayListedYears(listed),
  'fewer-years-listed': (reason, { you, check }) =>
    `${you} reported ${sayReportedYears(reason)}. The directory lists ${sayYears(reason.listed)}, at this school only, ${check}.`,
  'years-not-listed': (reason, { you, check }) =>
    `${you} reported ${sayReportedYears(reason)}. The directory doesn’t list years at this school, ${check}.`,
  'review-listed': ({ listed }, { you }) =>
    `Every rating on ${sayListedReview(listed)} is ${listed.rating} or higher.${sayOtherDate(listed, you)}`,
  'listed-review-too-low': ({ listed, atLeast }, { you }) =>
    `The lowest rating on ${sayListedReview(listed)} is ${listed.rating}. ${atLeast} or higher is required.${sayOtherDate(listed, you)}`,
  'reported-review-too-low': ({ reported, atLeast }, { you }) =>
    `${you} reported ${sayReview(reported)}. ${atLeast} or higher is required.`,
  'listed-review-lower': ({ reported, listed }, { you, check }) =>
    `${you} reported ${sayReview(reported)}. In the directory, the lowest rating on ${sayListedReview(listed)} is ${listed.rating}, ${check}.`,
  'review-not-listed': ({ reported }, { you, check }) =>
    `${you} reported ${sayReview(reported)}. The directory has no Quality Review for this school, ${check}.`,
  'no-review': (_, { you, check }) => `${you} reported no Quality Review yet, ${check}.`,
  'all-screened': (_, { you }) =>
    `${you} reported that every program admits students based on grades, tests, or interviews.`,
  'not-screened': () => 'According to the directory, at least one program isn’t screened.',
  'listed-as-screened': ({ reported }, { you, check }) =>
    `${you} reported ${sayScreening(reported)}. According to the directory, every program is screened, ${check}.`,
  'screening-not-listed': ({ reported }, { you, check }) =>
    `${you} reported ${sayScreening(reported)}. The directory doesn’t say how this school admits students, ${check}.`,
  'shares-areas': ({ focusAreas }, { program, shares }) =>
    `${shares}: ${focusAreaNames(program, focusAreas)}. Reviewers will look at the evidence.`,
  'shares-nothing': (_, { you }) => `${you} didn’t choose an area to share.`,
  priority: (_, { you }) => `${you} said the principal and staff will make this a priority.`,
  'no-priority': (_, { you }) => `${you} said this can’t be a priority next school year.`,
  'new-principal': ({ reported }) => sayRole(reported),
  'not-new': ({ reported, ...years }) => `${sayRole(reported)} ${sayWanted(years)}`,
  'listed-as-not-new': ({ listed, ...years }) => `${sayListedYears(listed)} ${sayWanted(years)}`,
  'longer-listed': ({ reported, listed }, { you, check }) =>
    `${you} reported ${sayYears(reported)} in the role. The directory lists ${sayYears(listed)} at this school, ${check}.`,
  'high-needs': ({ shares }) => `${sayShares(shares)}.`,
  'lower-needs-listed': ({ shares }, { you, check }) =>
    `${you} reported that ${sayShares(shares)}. The directory lists lower numbers, ${check}.`,
  'no-high-needs': () => 'No student group reaches the threshold.',
  'needs-not-listed': () => 'None of the percentages we have reaches the threshold, and some are missing.',
  'improves-areas': ({ focusAreas }, { program, wants }) =>
    `${wants}: ${focusAreaNames(program, focusAreas)}.`,
  'improves-nothing': (_, { you }) => `${you} didn’t choose an area to improve in.`,
};

/** Why a finding is what it is. */
export const sayReason = (reason: Reason, program: Program, reader: Reader): string =>
  sayKind(reason.kind, reason, { ...phrases[reader], program });

const sayKind = <K extends ReasonKind>(kind: K, reason: Reason<K>, context: Context): string =>
  sentences[kind](reason, context);

const sayReportedYears = ({
  reported,
  earlier,
}: Pick<Reason<'years-not-listed'>, 'reported' | 'earlier'>): string =>
  `${sayYears(reported)}${earlier > 0 ? `, including ${sayYears(earlier)} of earlier experience` : ''}`;

const sayListedYears = (years: number): string =>
  `The directory lists ${sayYears(years)} as principal of this school.`;

const sayRole = (years: number): string => `The principal has been in the role for ${sayYears(years)}.`;

const sayWanted = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  `We look for ${from} to ${to} years.`;

const sayReview = ({ rating, when }: Review): string => (when ? `${rating} (${when})` : rating);

const sayListedReview = ({ when }: Review): string =>
  `the most recent Quality Review${when ? ` (${when})` : ''}`;

/** Says which date is meant if the directory and the application differ. */
const sayOtherDate = ({ reportedWhen }: Reason<'review-listed'>['listed'], you: string): string =>
  reportedWhen ? ` This is from the directory. ${you} gave ${reportedWhen} as the date.` : '';

const sayScreening = (reported: Reason<'listed-as-screened'>['reported']): string =>
  reported === 'language-only' ? 'only a language screen' : 'that not every program is screened';

const needs: Readonly<Record<Shares[number]['group'], string>> = {
  poverty: 'live in poverty',
  blackOrHispanic: 'are Black or Hispanic',
  studentsWithDisabilities: 'have disabilities',
  englishLanguageLearners: 'are English language learners',
  chronicallyAbsent: 'are chronically absent',
};

/** "82% of students live in poverty and 85% are Black or Hispanic" */
const sayShares = (shares: Shares): string =>
  sayList(
    shares.map(
      ({ group, percent }, index) =>
        `${sayPercent(percent)}${index === 0 ? ' of students' : ''} ${needs[group]}`,
    ),
  );
