import { capitalized } from '../domain/amounts.ts';
import { topicNames, topicsOf } from '../domain/answers.ts';
import type { Application } from '../domain/application.ts';
import { type Finding, outcomeNames } from '../domain/criteria.ts';
import { sayAnswers } from '../domain/said-answers.ts';
import { findingsOf } from '../domain/summary.ts';
import { type Instant, sayInstant } from '../domain/time.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Block, heading, type Letter, paragraph, type Row, rows } from './letter.ts';
import { sayNumber } from './numbers.ts';

/** Confirms that an application arrived, with all its answers and what they mean for the criteria. */
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
      subject: `We have the application of ${school.name} (${reference})`,
      body: [
        paragraph(
          `Thank you. The application of ${school.name} to be a ${role} school reached us on ${sayInstant(program.timeZone, submittedAt)}. Its reference is ${reference}.`,
        ),
        heading('What happens next'),
        paragraph(
          `${sayReaders(program.review.readersPerApplication)} it. We read applications as they come in, so there is no need to wait for the deadline to hear from us.`,
        ),
        paragraph(
          'If something is missing, we will ask you by letter. When we have decided, you will get a letter with the decision and our reason.',
        ),
      ],
      link: { label: 'See where your application stands', sentAt: submittedAt },
      after: [
        paragraph('On the page of your application you can also withdraw it.'),
        ...copyOf(application, context),
      ],
    },
    context,
  );
}

const sayReaders = (count: number) => `${capitalized(sayNumber(count))} of our staff will read`;

/** The answers and the findings, for the reader's own files. */
function copyOf(application: Application, { cycle }: LetterContext): readonly Block[] {
  const { program } = cycle;
  const findings = findingsOf(program, application);
  const said = sayAnswers(application, program);
  const about =
    application.role === 'host'
      ? 'A host meets all of these. Where we cannot verify one from our records, our staff look into it: that is not a “no”.'
      : 'An ideal partner has one of these or more. None is required.';
  return [
    heading('Your answers'),
    ...topicsOf(application.role).map((topic) =>
      rows(
        topicNames[topic],
        said.filter((answer) => answer.topic === topic).map(({ question, answer }) => ({ question, answer })),
      ),
    ),
    heading(application.role === 'host' ? 'The criteria for hosts' : 'The marks of an ideal partner'),
    paragraph(about),
    rows('What we found', findings.map(findingRow)),
  ];
}

const findingRow = ({ statement, outcome, why }: Finding): Row => ({
  question: statement,
  answer: `${outcomeNames[outcome]}. ${why}`,
});
