/** One letter of every kind and wording, for promises that hold for all letters. */

import { referenceOf } from '../../shared/domain/application.ts';
import type { Event } from '../../shared/domain/events.ts';
import type { Role } from '../../shared/domain/program.ts';
import type { ApplicationRequest } from '../../shared/domain/request.ts';
import type { School } from '../../shared/domain/school.ts';
import { type ApplicationSummary, summaryOf } from '../../shared/domain/summary.ts';
import { closingReminder } from '../../shared/letters/closing-reminder.ts';
import type { LetterContext } from '../../shared/letters/context.ts';
import { decisionDigest, readingDigest } from '../../shared/letters/digests.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { lettersFor } from '../../shared/letters/letters-for.ts';
import {
  aCycle,
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aProgram,
  aReview,
  aSchool,
  aWithdrawnApplication,
} from '../builders.ts';

export const aContext = (over: Partial<LetterContext> = {}): LetterContext => ({
  cycle: aCycle(),
  addresses: {
    program: 'https://apply.example.org/',
    askForLink: 'https://apply.example.org/apply/return',
    readingList: 'https://apply.example.org/console/queue',
    decisionList: 'https://apply.example.org/console/queue',
    staffApplication: (reference) => `https://apply.example.org/console/applications/${reference}`,
    scenario: (id) => `https://apply.example.org/console/pairing/${id}`,
    partnership: (hostId) => `https://apply.example.org/console/partnerships/${hostId}`,
    start: (id, expiresAt) => `https://apply.example.org/links/start.${id}.${expiresAt}`,
    application: (reference, expiresAt) =>
      `https://apply.example.org/links/application.${reference}.${expiresAt}`,
  },
  ...over,
});

export const aRequest = (over: Partial<ApplicationRequest> = {}): ApplicationRequest => ({
  version: 1,
  id: 'r1',
  cycleId: '2014',
  school: { id: '13K113', name: 'M.S. 113 Ronald Edmonds Learning Center' },
  role: 'host',
  applicant: { name: 'Dana Principal', position: 'Principal', email: 'dana.principal@example.org' },
  askedAt: '2014-04-10T14:00:00.000Z',
  expiresAt: '2014-04-17T14:00:00.000Z',
  ...over,
});

export const aReviewer = { email: 'amara.okafor@example.org', name: 'Amara Okafor', conflicts: [] };

/** What the overview says of an application that was sent on that day and given to those readers. */
export const aSummary = (
  schoolId: string,
  submittedOn: string,
  over: Partial<ApplicationSummary> = {},
): ApplicationSummary => ({
  ...summaryOf(
    aProgram(),
    anApplication({
      school: aSchool({ id: schoolId, name: `School ${schoolId}` }),
      submittedAt: `${submittedOn}T14:00:00.000Z`,
      reviewers: [aReviewer.email],
    }),
  ),
  reference: referenceOf('2014', schoolId),
  ...over,
});

const schools: Readonly<Record<Role, School>> = {
  host: aSchool(),
  partner: aSchool({ id: '07X223', name: 'M.S. 223 The Laboratory School', region: 'Bronx' }),
};
const asked = {
  question: 'Who would lead the visits?',
  askedBy: 'Ruth Lindqvist',
  askedAt: '2014-04-16T14:00:00.000Z',
};
const fromWaitlist = [
  { at: '2014-04-18T14:00:00.000Z', by: 'Ruth Lindqvist', what: 'application-decided', note: 'Waitlisted' },
] as const;

/** The morning of Wednesday, April 16, 2014. */
export const morning = '2014-04-16T12:00:00.000Z';

export function everyLetter(context: LetterContext = aContext()): readonly Letter[] {
  const replies = (['start', 'return', 'taken', 'unknown'] as const).flatMap((reply) =>
    lettersFor({ type: 'link-requested', reply }, aRequest(), context),
  );
  const decided: Event = { type: 'application-decided' };
  const toApplicants = (['host', 'partner'] as const).flatMap((role) => {
    const about = { role, school: schools[role] };
    return [
      ...lettersFor({ type: 'application-submitted' }, anApplication({ ...about, version: 3 }), context),
      ...lettersFor(
        { type: 'information-requested' },
        anApplication({ ...about, version: 4, inquiries: [asked] }),
        context,
      ),
      ...(['accepted', 'waitlisted', 'declined'] as const).flatMap((outcome, index) =>
        lettersFor(
          decided,
          aDecidedApplication({ ...about, version: 5 + index, decision: aDecision({ outcome }) }),
          context,
        ),
      ),
      ...lettersFor(
        decided,
        aDecidedApplication({ ...about, version: 8, history: fromWaitlist, decision: aDecision() }),
        context,
      ),
      ...lettersFor(
        { type: 'application-withdrawn' },
        aWithdrawnApplication({ ...about, version: 9 }),
        context,
      ),
      closingReminder(aDraft({ ...about, version: 2 }), context, '2014-04-29T12:00:00.000Z'),
    ];
  });
  const reviewed = { reviewedBy: [aReview().reviewer] };
  return [
    ...replies,
    ...toApplicants,
    ...readingDigest(
      [aSummary('13K113', '2014-04-14'), aSummary('07X223', '2014-04-15')],
      aReviewer,
      context,
      morning,
    ),
    ...decisionDigest([aSummary('13K113', '2014-04-14', reviewed)], context, morning),
  ];
}
