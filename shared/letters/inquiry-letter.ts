import { type Application, openInquiry } from '../domain/application.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Letter, paragraph, quotation } from './letter.ts';

/** Puts the open question of the staff to the school. None where there is no open question. */
export function inquiryLetters(application: Application, context: LetterContext): readonly Letter[] {
  const inquiry = openInquiry(application);
  if (!inquiry) return [];
  const { school, reference } = application;
  const letter = applicantLetter(
    application,
    {
      kind: 'information-request',
      subject: `A question about the application of ${school.name} (${reference})`,
      body: [
        paragraph(`We are reading the application of ${school.name} and have a question before we decide:`),
        quotation(inquiry.question),
        paragraph(
          'Please answer on your application’s page. A few sentences are enough. Your application keeps its place, and we decide once we have your answer.',
        ),
      ],
      link: { label: 'Answer the question', sentAt: inquiry.askedAt },
    },
    context,
  );
  return [letter];
}
