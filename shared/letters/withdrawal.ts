import type { WithdrawnApplication } from '../domain/application.ts';
import { sayDeadline, stateOf } from '../domain/cycle.ts';
import { type Instant, sayInstant } from '../domain/time.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Block, type Letter, linkedParagraph, paragraph } from './letter.ts';

/** Confirms that an application was taken back. */
export function withdrawalLetter(application: WithdrawnApplication, context: LetterContext): Letter {
  const { school, reference, withdrawnAt } = application;
  const { program } = context.cycle;
  return applicantLetter(
    application,
    {
      kind: 'withdrawal',
      subject: `The application of ${school.name} is withdrawn (${reference})`,
      body: [
        paragraph(
          `As you asked, the application of ${school.name} was withdrawn on ${sayInstant(program.timeZone, withdrawnAt)}. We read it no further, and there is nothing left for you to do.`,
        ),
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
