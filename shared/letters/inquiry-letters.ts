import {
  type Application,
  type DecidedApplication,
  openInquiry,
  type SubmittedApplication,
} from '#domain/admission/application.ts';
import { sayDate } from '#domain/base/time.ts';
import { applicantLetter } from './applicant-letter.ts';
import { type Letter, type LetterContext, letterKey, paragraph, quotation } from './letter.ts';

type WithInquiries = SubmittedApplication | DecidedApplication;

/** Sends the staff's open question to the school. No letter if no question is open. */
export function inquiryLetters(application: Application, context: LetterContext): readonly Letter[] {
  const inquiry = openInquiry(application);
  if (!inquiry) return [];
  const { school } = application;
  const { question, askedAt, dueOn } = inquiry;
  const letter = applicantLetter(
    application,
    {
      kind: 'information-request',
      subject: `A question about ${school.name}`,
      body: [
        paragraph(`We’re reviewing ${school.name}’s application and have a question before we decide:`),
        quotation(question),
        paragraph(
          `Please answer on your application page${dueOn === undefined ? '' : ` by ${sayDate(dueOn)}`}. A few sentences are enough. Your application keeps its place in line, and we’ll decide once we hear from you.`,
        ),
      ],
      link: { label: 'Answer the question', sentAt: askedAt },
    },
    context,
  );
  return [letter];
}

/** Reminds the school of the open question. Each question gets one reminder. */
export function inquiryReminders(application: Application, context: LetterContext): readonly Letter[] {
  const inquiry = openInquiry(application);
  if (inquiry?.dueOn === undefined) return [];
  const { school, reference, applicant } = application;
  const { question, askedAt, dueOn } = inquiry;
  const letter = applicantLetter(
    application,
    {
      kind: 'question-reminder',
      subject: 'Reminder: please answer our question',
      body: [
        paragraph(
          `We asked you a question about ${school.name}’s application and haven’t heard from you yet:`,
        ),
        quotation(question),
        paragraph(
          `Please answer by ${sayDate(dueOn)}. If you need more time, email ${context.cycle.program.contactEmail}. This is our only reminder.`,
        ),
      ],
      link: { label: 'Answer the question', sentAt: askedAt },
    },
    context,
  );
  return [
    { ...letter, key: [letterKey(reference, 0, 'question-reminder', applicant.email), askedAt].join('#') },
  ];
}

/** Tells the school that it doesn't need to answer. No letter if no question was withdrawn. */
export function inquiryWithdrawnLetters(
  application: WithInquiries,
  context: LetterContext,
): readonly Letter[] {
  const inquiry = application.inquiries.findLast(({ withdrawn }) => withdrawn);
  if (!inquiry?.withdrawn) return [];
  const { school } = application;
  const letter = applicantLetter(
    application,
    {
      kind: 'question-withdrawn',
      subject: 'You don’t need to answer our question',
      body: [
        paragraph(`We don’t need an answer to this question about ${school.name}’s application anymore:`),
        quotation(inquiry.question),
        paragraph('You don’t need to do anything. We’re continuing to review your application.'),
      ],
      link: { label: 'See your application’s status', sentAt: inquiry.withdrawn.at },
    },
    context,
  );
  return [letter];
}

/** Confirms the school's latest answer. */
export function answerReceipts(application: WithInquiries, context: LetterContext): readonly Letter[] {
  const inquiry = application.inquiries.findLast(({ answer }) => answer);
  if (!inquiry?.answer) return [];
  const { school } = application;
  const { text, at } = inquiry.answer;
  const letter = applicantLetter(
    application,
    {
      kind: 'answer-receipt',
      subject: 'We received your answer',
      body: [
        paragraph(`Thank you for answering our question about ${school.name}’s application.`),
        paragraph('Our question:'),
        quotation(inquiry.question),
        paragraph('Your answer:'),
        quotation(text),
        paragraph('You don’t need to do anything else. We’ll email you our decision and the reason for it.'),
      ],
      link: { label: 'See your application’s status', sentAt: at },
    },
    context,
  );
  return [letter];
}
