import type { Application } from '../domain/application.ts';
import { type Finding, outcomeNames } from '../domain/criteria.ts';
import { findingsOf } from '../domain/summary.ts';
import { type Instant, sayInstant } from '../domain/time.ts';
import { answerSections } from './answer-sections.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Block, heading, type Letter, paragraph, type Row, rows } from './letter.ts';

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
          `${sayReaders(program.review.readersPerApplication)} of our staff ${program.review.readersPerApplication === 1 ? 'reads' : 'read'} it. We read applications as they come in, so there is no need to wait for the deadline to hear from us.`,
        ),
        paragraph(
          'If something is missing, we ask you by letter. When we have decided, you get a letter with the decision and our reason.',
        ),
      ],
      link: { label: 'See where your application stands', sentAt: submittedAt },
      after: [paragraph('You can also withdraw the application there.'), ...copyOf(application, context)],
    },
    context,
  );
}

const smallNumbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five'];
const sayReaders = (count: number) => smallNumbers[count] ?? String(count);

/** The answers and the findings, for the reader's own files. */
function copyOf(application: Application, { cycle }: LetterContext): readonly Block[] {
  const { program } = cycle;
  const findings = findingsOf(program, application);
  const about =
    application.role === 'host'
      ? 'A host meets all of these. Where we cannot verify one from our records, our staff look into it: that is not a “no”.'
      : 'An ideal partner has one of these or more. None is required.';
  return [
    heading('Your answers'),
    ...answerSections(application, program).map((section) => rows(section.title, section.rows)),
    heading(application.role === 'host' ? 'The criteria for hosts' : 'The marks of an ideal partner'),
    paragraph(about),
    rows('What we found', findings.map(findingRow)),
  ];
}

const findingRow = ({ statement, outcome, why }: Finding): Row => ({
  question: statement,
  answer: `${outcomeNames[outcome]}. ${why}`,
});
