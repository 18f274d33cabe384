import { topicNames, topicsOf } from '../domain/admission/answers.ts';
import type { Application } from '../domain/admission/application.ts';
import { type Finding, outcomeNames } from '../domain/admission/criteria.ts';
import { findingsOf } from '../domain/admission/summary.ts';
import { type Instant, sayMoment } from '../domain/base/time.ts';
import { capitalized } from '../domain/base/wording.ts';
import { sayAnswers } from '../domain/said-answers.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Block, heading, type Letter, paragraph, type Row, rows, steps } from './letter.ts';
import { sayNumber } from './numbers.ts';

/** Confirms that an application was submitted, with all its answers and the findings. */
export function receipt(
  application: Application & { readonly submittedAt: Instant },
  context: LetterContext,
): Letter {
  const { school, role, reference, submittedAt } = application;
  const { program } = context.cycle;
  return applicantLetter(
    application,
    {
      kind: 'receipt',
      subject: `We received ${school.name}’s application`,
      body: [
        paragraph(
          `Thank you for applying. We received ${school.name}’s application to be a ${role} school on ${sayMoment(program.timeZone, submittedAt)}. Your application number is ${reference}.`,
        ),
        heading('What happens next'),
        steps(
          `${capitalized(sayNumber(program.review.readersPerApplication))} of our staff will review your application. We review applications as they come in, so you may hear from us before the deadline.`,
          'If something is missing, we’ll email you a question.',
          `We’ll email you our decision and the reason for it before the program starts in ${context.cycle.startsIn}.`,
        ),
      ],
      link: { label: 'See your application’s status', sentAt: submittedAt },
      after: [
        paragraph('You can also withdraw from your application page.'),
        ...copyOf(application, context),
      ],
    },
    context,
  );
}

/** The answers and the findings, for the applicant's own files. */
function copyOf(application: Application, { cycle }: LetterContext): readonly Block[] {
  const { program } = cycle;
  const findings = findingsOf(program, application);
  const said = sayAnswers(application, program);
  const about =
    application.role === 'host'
      ? 'Host schools need to meet all of these. “Needs a check” means our staff will look into it. “Not met” means we may not be able to accept your school as a host.'
      : 'We look for schools that fit at least one of these. Yours doesn’t have to.';
  return [
    heading('Your answers'),
    ...topicsOf(application.role).map((topic) =>
      rows(
        topicNames[topic],
        said.filter((answer) => answer.topic === topic).map(({ question, answer }) => ({ question, answer })),
      ),
    ),
    heading(application.role === 'host' ? 'Host requirements' : 'What we look for in a partner'),
    paragraph(about),
    rows('What we found', findings.map(findingRow)),
  ];
}

const findingRow = ({ statement, outcome, why }: Finding): Row => ({
  question: statement,
  answer: `${outcomeNames[outcome]}. ${why}`,
});
