import type { WithdrawnApplication } from '../domain/admission/application.ts';
import type { GivenUp } from '../domain/admission/events.ts';
import { type Instant, sayMoment } from '../domain/base/time.ts';
import { sayDeadline, stateOf } from '../domain/program/cycle.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Block, type Letter, linkedParagraph, paragraph } from './letter.ts';
import { firstName } from './school-letter.ts';

/** Confirms that an application was withdrawn, and tells what the school gave up with it. */
export function withdrawalLetter(
  application: WithdrawnApplication,
  givenUp: GivenUp,
  context: LetterContext,
): Letter {
  const { school, withdrawnAt } = application;
  const { program } = context.cycle;
  return applicantLetter(
    application,
    {
      kind: 'withdrawal',
      subject: `${school.name}’s application was withdrawn`,
      body: [
        paragraph(
          `As you requested, we withdrew ${school.name}’s application on ${sayMoment(program.timeZone, withdrawnAt)}. ${sayGivenUp(application, givenUp)}`,
        ),
        ...howOthersGoOn(givenUp),
        applyAgain(context, withdrawnAt, givenUp),
      ],
      link: { label: 'See the withdrawn application', sentAt: withdrawnAt },
    },
    context,
  );
}

/** The same as on the application page. */
function applyAgain(
  { cycle, addresses }: LetterContext,
  withdrawnAt: Instant,
  { partnership }: GivenUp,
): Block {
  const thanks = partnership ? 'Thank you for taking part.' : 'Thank you for your interest.';
  return stateOf(cycle, withdrawnAt) === 'open'
    ? linkedParagraph(
        `${thanks} Until ${sayDeadline(cycle)}, you can apply again at ${addresses.program}`,
        addresses.program,
      )
    : paragraph(`${thanks} You’re welcome to apply again next year.`);
}

function sayGivenUp({ school, history }: WithdrawnApplication, { was, partnership }: GivenUp): string {
  if (partnership)
    return partnership.host.id === school.id
      ? `${school.name} is no longer a host school and is leaving its partnership.`
      : `${school.name} is leaving its partnership with ${partnership.host.name}.`;
  switch (was) {
    case 'accepted':
      return 'We can now offer your place to another school. You don’t need to do anything else.';
    case 'waitlisted':
      return 'You’ve given up your place on the waitlist. You don’t need to do anything else.';
    default:
      return history.some(({ what }) => what === 'application-submitted')
        ? 'We’ve stopped reviewing it. You don’t need to do anything else.'
        : 'It wasn’t submitted, and you don’t need to do anything else.';
  }
}

/** The consequences for the school's partnership and its visits. */
const howOthersGoOn = ({ partnership }: GivenUp): readonly Block[] =>
  partnership
    ? [
        paragraph(
          `We’ve told your facilitator, ${partnership.facilitator.name}. We’ll tell the other schools once we know what happens next. Any upcoming visits are canceled for your school, and you’ll get a cancellation for each one.`,
        ),
        paragraph(
          `If you have loose ends, email ${firstName(partnership.facilitator)} at ${partnership.facilitator.email}.`,
        ),
      ]
    : [];
