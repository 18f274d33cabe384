import type {
  DecidedApplication,
  DecisionOutcome,
  SubmittedApplication,
} from '#domain/admission/application.ts';
import { sayMoment } from '#domain/base/time.ts';
import { applicantLetter } from './applicant-letter.ts';
import { heading, type Letter, type LetterContext, paragraph, quotation } from './letter.ts';

const outcomeSaid: Readonly<Record<DecisionOutcome, string>> = {
  accepted: 'had been accepted',
  waitlisted: 'was on the waitlist',
  declined: 'had not been selected',
};

/** Tells the school that the latest reversed decision doesn't count anymore. The director who reversed it signs it. */
export function correctionLetters(
  application: SubmittedApplication | DecidedApplication,
  context: LetterContext,
): readonly Letter[] {
  const reversal = application.reversals?.at(-1);
  if (!reversal) return [];
  const { decision, reason, by, at } = reversal;
  const { school } = application;
  const { program } = context.cycle;
  const letter = applicantLetter(
    application,
    {
      kind: 'decision-correction',
      subject: 'Correction to our decision',
      body: [
        paragraph(
          `On ${sayMoment(program.timeZone, decision.at)}, we told you that ${school.name} ${outcomeSaid[decision.outcome]}. We’ve reversed that decision, so please disregard that email. We’re sorry for the confusion.`,
        ),
        heading('Why we reversed it'),
        quotation(reason),
        heading('What happens next'),
        paragraph(
          `Your application is in review again, and you don’t need to do anything. We’ll email you our new decision and the reason for it. If you have questions, email ${program.contactEmail}.`,
        ),
      ],
      link: { label: 'Open your application', sentAt: at },
      signer: { name: by, title: `Director, ${program.name}` },
    },
    context,
  );
  return [letter];
}
