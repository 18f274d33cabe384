import type { Application } from '../domain/admission/application.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Letter, paragraph } from './letter.ts';

/** Tells the new contact of an application. The linked page shows everything that the previous contact was sent. */
export function contactLetter(application: Application, context: LetterContext): Letter {
  const { school, history, startedAt } = application;
  const { program } = context.cycle;
  return applicantLetter(
    application,
    {
      kind: 'contact-corrected',
      subject: `You’re now the contact for ${school.name}`,
      body: [
        paragraph(
          `You’re now ${school.name}’s contact for ${program.name}. We’ll send all emails about its application to this address.`,
        ),
        paragraph(
          'Earlier emails may not have reached your school. Please check the application page for its status and any question or decision.',
        ),
        paragraph(`If you received this by mistake, email ${program.contactEmail}.`),
      ],
      link: { label: 'See the application', sentAt: history.at(-1)?.at ?? startedAt },
    },
    context,
  );
}
