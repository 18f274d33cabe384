import { type Application, openInquiry } from '../domain/admission/application.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Letter, paragraph, quotation } from './letter.ts';

/** Sends the staff's open question to the school. No letter if no question is open. */
export function inquiryLetters(application: Application, context: LetterContext): readonly Letter[] {
  const inquiry = openInquiry(application);
  if (!inquiry) return [];
  const { school } = application;
  const letter = applicantLetter(
    application,
    {
      kind: 'information-request',
      subject: `A question about ${school.name}’s application`,
      body: [
        paragraph(`We’re reviewing ${school.name}’s application and have a question before we decide:`),
        quotation(inquiry.question),
        paragraph(
          'Please answer on your application page. A few sentences are enough. Your application keeps its place in line, and we’ll decide once we hear from you.',
        ),
      ],
      link: { label: 'Answer the question', sentAt: inquiry.askedAt },
    },
    context,
  );
  return [letter];
}
