import type { WithdrawnApplication } from '../domain/application.ts';
import { sayDeadline, stateOf } from '../domain/cycle.ts';
import type { GivenUp } from '../domain/events.ts';
import { type Instant, sayInstant } from '../domain/time.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Block, type Letter, linkedParagraph, paragraph } from './letter.ts';

/** Confirms that an application was taken back, and says what the school gave up with it. */
export function withdrawalLetter(
  application: WithdrawnApplication,
  givenUp: GivenUp,
  context: LetterContext,
): Letter {
  const { school, reference, withdrawnAt } = application;
  const { program } = context.cycle;
  return applicantLetter(
    application,
    {
      kind: 'withdrawal',
      subject: `The application of ${school.name} is withdrawn (${reference})`,
      body: [
        paragraph(
          `As you asked, the application of ${school.name} was withdrawn on ${sayInstant(program.timeZone, withdrawnAt)}. ${sayGivenUp(application, givenUp)}`,
        ),
        ...howOthersGoOn(givenUp),
        paragraph(
          `If you did not mean to withdraw, please write to ${program.contactEmail} soon and quote ${reference}.`,
        ),
        applyAgain(context, withdrawnAt),
      ],
      link: { label: 'See the withdrawn application', sentAt: withdrawnAt },
    },
    context,
  );
}

/** As the page of the application says it. */
const applyAgain = ({ cycle, addresses }: LetterContext, withdrawnAt: Instant): Block =>
  stateOf(cycle, withdrawnAt) === 'open'
    ? linkedParagraph(
        `Thank you for your interest. Your school can apply again until ${sayDeadline(cycle)}, at ${addresses.program}`,
        addresses.program,
      )
    : paragraph('Thank you for your interest. Your school is welcome to apply again another year.');

function sayGivenUp({ school }: WithdrawnApplication, { was, partnership }: GivenUp): string {
  if (partnership)
    return partnership.host.id === school.id
      ? `With that, ${school.name} is no longer a host, and leaves its partnership.`
      : `With that, ${school.name} leaves its partnership with ${partnership.host.name}.`;
  switch (was) {
    case 'accepted':
      return 'The place that you were offered goes to another school, and there is nothing left for you to do.';
    case 'waitlisted':
      return 'Your school has given up its place on the waitlist, and there is nothing left for you to do.';
    default:
      return 'We read it no further, and there is nothing left for you to do.';
  }
}

/** What becomes of a partnership that the school was in: of its visits, and of whoever counted on it. */
const howOthersGoOn = ({ partnership }: GivenUp): readonly Block[] =>
  partnership
    ? [
        paragraph(
          `We tell your facilitator ${partnership.facilitator.name} now, and the other schools once it is settled how they go on without you. Visits of yours that were to come do not take place; where some are in your calendar, a letter takes each of them out.`,
        ),
        paragraph(
          `If something is left to hand over, write to ${partnership.facilitator.name} at ${partnership.facilitator.email}.`,
        ),
      ]
    : [];
