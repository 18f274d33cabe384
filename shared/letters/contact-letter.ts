import type { Application } from '../domain/application.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Letter, paragraph } from './letter.ts';

/** Tells whoever is written to from now on; what went to the former address is on the page that it links to. */
export function contactLetter(application: Application, context: LetterContext): Letter {
  const { school, reference, history, startedAt } = application;
  const { program } = context.cycle;
  return applicantLetter(
    application,
    {
      kind: 'contact-corrected',
      subject: `Letters about ${school.name} now come to you (${reference})`,
      body: [
        paragraph(
          `You are now the contact of ${school.name} in ${program.name}: our letters about its application come to this address.`,
        ),
        paragraph(
          'A letter to the former address may not have arrived. The page below shows how the application stands, and what we asked or decided.',
        ),
        paragraph(`If this is not meant for you, please write to ${program.contactEmail}.`),
      ],
      link: { label: 'See the application', sentAt: history.at(-1)?.at ?? startedAt },
    },
    context,
  );
}
