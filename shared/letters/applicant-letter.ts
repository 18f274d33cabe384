import { missingTopics } from '#domain/admission/answers.ts';
import type { Application, DraftApplication } from '#domain/admission/application.ts';
import { topics, topicsOf } from '#domain/admission/topics.ts';
import type { Owned } from '#domain/base/person.ts';
import { dateIn, daysBetween, type Instant, sayLinkEnd } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { sayDeadline, todayOf } from '#domain/program/cycle.ts';
import {
  type Addresses,
  action,
  applicationLinkEnds,
  type Block,
  type Letter,
  type LetterContext,
  type LetterKind,
  letterKey,
  letterOf,
  linkedParagraph,
  paragraph,
  type Signer,
} from './letter.ts';

/** The address of a page for an application's owner. It works until an instant. */
export type OwnPage = (addresses: Addresses, owned: Owned, ends: Instant) => string;

const ownApplication: OwnPage = (addresses, owned, ends) => addresses.application(owned, ends);

type Words = {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly body: readonly Block[];
  /** The link's label, and the moment of the event, which decides how long the link works. */
  readonly link: {
    readonly label: string;
    readonly sentAt: Instant;
    /** The application itself if left out. */
    readonly to?: OwnPage;
  };
  /** Blocks after the link. */
  readonly after?: readonly Block[];
  /** The program's team if left out. */
  readonly signer?: Signer;
};

/** The part of an application that a letter needs. `version` belongs to the aggregate that causes the letter. */
type About = Owned &
  Pick<Application, 'applicant' | 'version'> & {
    readonly school: Pick<Application['school'], 'name'>;
  };

/** A letter to an application's owner, with their link to it. */
export function applicantLetter(application: About, words: Words, context: LetterContext): Letter {
  const { cycle, addresses } = context;
  const { applicant, reference, school } = application;
  const { label, sentAt, to = ownApplication } = words.link;
  const ends = applicationLinkEnds(cycle, sentAt);
  return letterOf(context, {
    key: letterKey(reference, application.version, words.kind, applicant.email),
    kind: words.kind,
    to: applicant.email,
    subject: words.subject,
    body: [
      paragraph(`Dear ${applicant.name},`),
      ...words.body,
      action(label, to(addresses, application, ends)),
      linkedParagraph(
        `This link is just for you and works until ${sayLinkEnd(cycle.program.timeZone, ends)}. If it stops working, get a new link at ${addresses.askForLink}`,
        addresses.askForLink,
      ),
      ...(words.after ?? []),
    ],
    signer: words.signer,
    why: `You’re receiving this email because you’re a contact for ${school.name}’s application (${reference}).`,
  });
}

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
  const missing = missingTopics(draft.role, draft.answers).map((topic) => topics[topic].title);
  if (missing.length === 0)
    return 'You’ve answered every question. All that’s left is to check your answers and submit.';
  if (missing.length === topicsOf(draft.role).length)
    return 'You haven’t answered any questions yet. The application takes about 30 minutes.';
  return `Sections to complete: ${missing.join(', ')}.`;
}
