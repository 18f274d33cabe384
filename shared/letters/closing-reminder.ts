import { missingTopics, topicNames, topicsOf } from '../domain/answers.ts';
import type { DraftApplication } from '../domain/application.ts';
import { sayDeadline, todayOf } from '../domain/cycle.ts';
import { dateIn, daysBetween, type Instant } from '../domain/time.ts';
import { applicantLetter } from './applicant-letter.ts';
import { type LetterContext, letterKey } from './context.ts';
import { type Letter, paragraph } from './letter.ts';

/** Tells the owner of an unsent draft that the deadline is near. It is one letter for each draft, whatever its version. */
export function closingReminder(draft: DraftApplication, context: LetterContext, now: Instant): Letter {
  const { cycle } = context;
  const { school, applicant, reference } = draft;
  const letter = applicantLetter(
    draft,
    {
      kind: 'closing-reminder',
      subject: `Applications close ${sayDaysLeft(context, now)}: ${school.name} has not sent its own`,
      body: [
        paragraph(`Applications to ${cycle.program.name} close on ${sayDeadline(cycle)}.`),
        paragraph(
          `The application of ${school.name} is saved, but not sent yet. We can only read what you have sent.`,
        ),
        paragraph(sayMissing(draft)),
      ],
      link: { label: 'Finish your application', sentAt: now },
      after: [
        paragraph('If your school would rather not apply, you need do nothing. We do not remind you again.'),
      ],
    },
    context,
  );
  return { ...letter, key: letterKey(reference, 0, 'closing-reminder', applicant.email) };
}

function sayDaysLeft({ cycle }: LetterContext, now: Instant): string {
  const days = daysBetween(todayOf(cycle, now), dateIn(cycle.program.timeZone, cycle.closesAt));
  if (days <= 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

function sayMissing(draft: DraftApplication): string {
  const missing = missingTopics(draft.role, draft.answers).map((topic) => `“${topicNames[topic]}”`);
  if (missing.length === 0) return 'Every question is answered. All that is left is to check and send it.';
  if (missing.length === topicsOf(draft.role).length)
    return 'None of its questions is answered yet. It takes about 30 minutes.';
  return `Still to answer: ${missing.join(', ')}.`;
}
