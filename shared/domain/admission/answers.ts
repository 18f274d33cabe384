import type { Role } from '#domain/program/program.ts';
import type { Rating } from '#domain/program/school.ts';

/** How a school admits students. A language screen alone does not make it fully screened. */
export const admissions = ['all-screened', 'some-screened', 'language-only', 'none-screened'] as const;
export type Admission = (typeof admissions)[number];

/** Who would take part with the principal. Groups only: the application asks for no names. */
export const teamGroups = ['instructional-cabinet', 'leadership-team', 'model-teachers'] as const;
export type TeamGroup = (typeof teamGroups)[number];

/** In years; fractions are allowed. */
type LeadershipAnswer = { readonly yearsHere: number; readonly yearsElsewhere: number };
export type QualityReviewAnswer = { readonly rating: Rating | 'none'; readonly when?: string };
type AdmissionAnswer = { readonly admission: Admission };
type PracticesAnswer = { readonly focusAreas: readonly string[]; readonly evidence: string };
type HostingAnswer = { readonly capacity: number };
type CommitmentAnswer = { readonly priority: boolean; readonly statement: string };
/** Percent of students, 0 to 100; absent if the applicant does not know. */
export type StudentsAnswer = {
  readonly poverty?: number;
  readonly blackOrHispanic?: number;
  readonly studentsWithDisabilities?: number;
  readonly englishLanguageLearners?: number;
  readonly chronicallyAbsent?: number;
};
type ImprovementAnswer = {
  readonly focusAreas: readonly string[];
  readonly goal: string;
  readonly strengths: string;
};
type TeamAnswer = { readonly groups: readonly TeamGroup[]; readonly plan: string };

/** One entry per question page, in the order of the pages. */
export type HostAnswers = {
  readonly leadership: LeadershipAnswer;
  readonly 'quality-review': QualityReviewAnswer;
  readonly admissions: AdmissionAnswer;
  readonly practices: PracticesAnswer;
  readonly hosting: HostingAnswer;
  readonly commitment: CommitmentAnswer;
};

export type PartnerAnswers = {
  readonly leadership: LeadershipAnswer;
  readonly students: StudentsAnswer;
  readonly improvement: ImprovementAnswer;
  readonly team: TeamAnswer;
  readonly commitment: CommitmentAnswer;
};

export type Topic = keyof HostAnswers | keyof PartnerAnswers;

const topicsByRole = {
  host: ['leadership', 'quality-review', 'admissions', 'practices', 'hosting', 'commitment'],
  partner: ['leadership', 'students', 'improvement', 'team', 'commitment'],
} as const satisfies { host: readonly (keyof HostAnswers)[]; partner: readonly (keyof PartnerAnswers)[] };

/** The topics of a role's question pages, in order. */
export const topicsOf = (role: Role): readonly Topic[] => topicsByRole[role];

export const topicNames: Readonly<Record<Topic, string>> = {
  leadership: 'Leadership experience',
  'quality-review': 'Quality Review',
  admissions: 'Admissions',
  practices: 'Practices to share',
  hosting: 'Hosting partners',
  commitment: 'Commitment',
  students: 'Students served',
  improvement: 'Areas to improve',
  team: 'Who would take part',
};

/** The topics that a draft is missing, in order. */
export const missingTopics = (role: Role, answers: object): readonly Topic[] =>
  topicsOf(role).filter((topic) => !(topic in answers));

export type DraftAnswers =
  | { readonly role: 'host'; readonly answers: Partial<HostAnswers> }
  | { readonly role: 'partner'; readonly answers: Partial<PartnerAnswers> };

export type Answers =
  | { readonly role: 'host'; readonly answers: HostAnswers }
  | { readonly role: 'partner'; readonly answers: PartnerAnswers };

/** One answered question page. */
export type TopicAnswer = {
  [T in Topic]: { readonly topic: T; readonly answer: (HostAnswers & PartnerAnswers)[T] };
}[Topic];

/** Draft answers with only this topic. */
export function onlyAnswer(role: Role, { topic, answer }: TopicAnswer): DraftAnswers {
  const none = {};
  return role === 'host'
    ? { role, answers: { ...none, [topic]: answer } }
    : { role, answers: { ...none, [topic]: answer } };
}

/** The answers if no topic of the role is missing. */
export function completeAnswers(draft: DraftAnswers): Answers | undefined {
  if (draft.role === 'host') {
    const answers = completeHostAnswers(draft.answers);
    return answers && { role: 'host', answers };
  }
  const answers = completePartnerAnswers(draft.answers);
  return answers && { role: 'partner', answers };
}

function completeHostAnswers(answers: Partial<HostAnswers>): HostAnswers | undefined {
  const { leadership, admissions: admission, practices, hosting, commitment } = answers;
  const review = answers['quality-review'];
  return leadership && review && admission && practices && hosting && commitment
    ? { leadership, 'quality-review': review, admissions: admission, practices, hosting, commitment }
    : undefined;
}

function completePartnerAnswers(answers: Partial<PartnerAnswers>): PartnerAnswers | undefined {
  const { leadership, students, improvement, team, commitment } = answers;
  return leadership && students && improvement && team && commitment
    ? { leadership, students, improvement, team, commitment }
    : undefined;
}
