import type {
  Application,
  DecidedApplication,
  DraftApplication,
  Invitation,
} from '#domain/admission/application.ts';
import { placeOf } from '#domain/admission/place.ts';
import { type Instant, sayDate } from '#domain/base/time.ts';
import { sayDecisionToSchool, sayInvitation } from '#text/decisions.ts';
import { applicantLetter } from './applicant-letter.ts';
import {
  heading,
  type Letter,
  type LetterContext,
  letterKey,
  paragraph,
  quotation,
  steps,
} from './letter.ts';

/** Tells the school the decision, the reason, and the next steps. The director who decided signs it. */
export function decisionLetter(application: DecidedApplication, context: LetterContext): Letter {
  const { decision } = application;
  const { cycle } = context;
  const said = sayDecisionToSchool(application, cycle, decision.at);
  const confirms = placeOf(application, cycle.program) !== undefined;
  return applicantLetter(
    application,
    {
      kind: 'decision',
      subject: said.subject,
      body: [
        paragraph(said.news),
        heading(said.beforeReason),
        quotation(decision.reason),
        heading('What happens next'),
        ...(said.steps.length > 0 ? [steps(...said.steps)] : []),
        ...said.next.map((text) => paragraph(text)),
      ],
      link: { label: confirms ? 'Confirm your place' : 'Open your application', sentAt: decision.at },
      signer: { name: decision.by, title: `Director, ${cycle.program.name}` },
    },
    context,
  );
}

/** The final answer to a draft that was never submitted. */
export function invitationLetter(
  draft: DraftApplication,
  { reason, by, at }: Invitation,
  context: LetterContext,
): Letter {
  const { cycle } = context;
  const said = sayInvitation(draft, cycle);
  return applicantLetter(
    draft,
    {
      kind: 'invited-again',
      subject: said.subject,
      body: [
        paragraph(said.news),
        heading(said.beforeReason),
        quotation(reason),
        heading('What happens next'),
        ...said.next.map((text) => paragraph(text)),
      ],
      link: { label: 'Open your application', sentAt: at },
      signer: { name: by, title: `Director, ${cycle.program.name}` },
    },
    context,
  );
}

/** Tells an accepted school that it has more time to confirm its place. */
export function placeExtensions(application: DecidedApplication, context: LetterContext): readonly Letter[] {
  const place = placeOf(application, context.cycle.program);
  if (!place) return [];
  const { school, role, history, decision } = application;
  const letter = applicantLetter(
    application,
    {
      kind: 'place-extension',
      subject: 'You have more time to confirm your place',
      body: [
        paragraph(
          `You now have until ${sayDate(place.confirmBy)} to confirm ${school.name}’s place as a ${role} school in ${context.cycle.program.name}. It takes one click on your application page.`,
        ),
        paragraph(
          'If your school can no longer take part, please withdraw there so another school can have your place.',
        ),
      ],
      link: { label: 'Confirm your place', sentAt: history.at(-1)?.at ?? decision.at },
    },
    context,
  );
  return [letter];
}

/** Reminds an accepted school to confirm its place. One reminder for each application, whatever its version. */
export function placeReminders(
  application: Application,
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  const { program } = context.cycle;
  const place = placeOf(application, program);
  if (!place || place.confirmedAt !== undefined) return [];
  const { school, role, reference, applicant } = application;
  const letter = applicantLetter(
    application,
    {
      kind: 'place-reminder',
      subject: `Confirm your place by ${sayDate(place.confirmBy)}`,
      body: [
        paragraph(
          `${school.name} has been accepted as a ${role} school in ${program.name}, but you haven’t confirmed your place yet. Please confirm by ${sayDate(place.confirmBy)}. It takes one click on your application page.`,
        ),
        paragraph(
          'If your school can no longer take part, please withdraw there so another school can have your place. This is our only reminder.',
        ),
      ],
      link: { label: 'Confirm your place', sentAt: now },
    },
    context,
  );
  return [{ ...letter, key: letterKey(reference, 0, 'place-reminder', applicant.email) }];
}
