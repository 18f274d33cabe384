import type { MailingEvent } from '#domain/admission/events.ts';
import type { Mailing, MailingContact } from '#domain/admission/mailing.ts';
import { sayDeadline } from '#domain/program/cycle.ts';
import { action, type Letter, type LetterContext, letterOf, paragraph } from './letter.ts';
import type { LettersOf } from './letters-of.ts';

const kind = 'invitation-to-apply';

/** The key has no mailing in it, so each address gets at most one in a cycle. */
export const invitationKey = (cycleId: string, email: string): string =>
  [cycleId, 'all', kind, email].join('#');

/** The email to one contact of a mailing, signed by the director who sent it. */
export function invitationLetter(
  { kind: purpose, message, createdBy }: Pick<Mailing, 'kind' | 'message' | 'createdBy'>,
  { schoolName, name, email }: MailingContact,
  context: LetterContext,
): Letter {
  const { cycle, addresses } = context;
  const { program } = cycle;
  const isInvitation = purpose === 'invitation';
  return letterOf(context, {
    key: invitationKey(cycle.id, email),
    kind,
    to: email,
    subject: isInvitation
      ? `${schoolName} is invited to apply to ${program.name}`
      : `Applications to ${program.name} are open`,
    body: [
      paragraph(name === '' ? 'Hello,' : `Dear ${name},`),
      paragraph(
        isInvitation
          ? `We’d like to invite ${schoolName} to apply to ${program.name} for ${cycle.name}.`
          : `Schools can now apply to ${program.name} for ${cycle.name}.`,
      ),
      ...(message === '' ? [] : message.split(/\n{2,}/).map(paragraph)),
      paragraph(program.summary),
      paragraph(`Applications close on ${sayDeadline(cycle)}.`),
      action('See the program and apply', addresses.program),
    ],
    signer: { name: createdBy, title: `Director, ${program.name}` },
    why: `You’re receiving this email because ${program.district} lists you as ${schoolName}’s contact. We send at most one invitation a year.`,
    optOut: addresses.optOut(email),
  });
}

/** What follows from each event of a mailing. */
export const ofMailing: LettersOf<Mailing, MailingEvent> = {
  'mailing-sent': {
    kind,
    write: (mailing, context) =>
      mailing.contacts.map((contact) => invitationLetter(mailing, contact, context)),
  },
};
