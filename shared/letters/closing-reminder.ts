import { missingTopics, topicNames, topicsOf } from '../domain/admission/answers.ts';
import type { DraftApplication } from '../domain/admission/application.ts';
import { dateIn, daysBetween, type Instant } from '../domain/base/time.ts';
import { countOf } from '../domain/base/wording.ts';
import { sayDeadline, todayOf } from '../domain/program/cycle.ts';
import { applicantLetter } from './applicant-letter.ts';
import { type LetterContext, letterKey } from './context.ts';
import { type Letter, paragraph } from './letter.ts';

/** Reminds the owner of a draft that the deadline is near. Each draft gets one reminder, whatever its version. */
export function closingReminder(draft: DraftApplication, context: LetterContext, now: Instant): Letter {
  const { cycle } = context;
  const { school, applicant, reference } = draft;
  const letter = applicantLetter(
    draft,
    {
      kind: 'closing-reminder',
      subject: `${sayDaysLeft(context, now)} to submit ${school.name}’s application`,
      body: [
        paragraph(
          `Applications to ${cycle.program.name} close on ${sayDeadline(cycle)}. ${school.name}’s application is saved but not submitted. We can only review applications that have been submitted.`,
        ),
        paragraph(sayMissing(draft)),
      ],
      link: { label: 'Finish your application', sentAt: now },
      after: [
        paragraph(
          'If your school decides not to apply, you don’t need to do anything. This is our only reminder.',
        ),
      ],
    },
    context,
  );
  return { ...letter, key: letterKey(reference, 0, 'closing-reminder', applicant.email) };
}

function sayDaysLeft({ cycle }: LetterContext, now: Instant): string {
  const days = daysBetween(todayOf(cycle, now), dateIn(cycle.program.timeZone, cycle.closesAt));
  return days <= 0 ? 'Last day' : `${countOf(days, 'day')} left`;
}

function sayMissing(draft: DraftApplication): string {
  const missing = missingTopics(draft.role, draft.answers).map((topic) => topicNames[topic]);
  if (missing.length === 0)
    return 'You’ve answered every question. All that’s left is to check your answers and submit.';
  if (missing.length === topicsOf(draft.role).length)
    return 'You haven’t answered any questions yet. The application takes about 30 minutes.';
  return `Sections to complete: ${missing.join(', ')}.`;
}
