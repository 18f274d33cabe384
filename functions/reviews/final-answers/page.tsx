import { answersTo, type FinalAnswer, type OpenCase, openCases } from '#domain/admission/final-answer.ts';
import type { Unusual } from '#domain/admission/unusual.ts';
import { sayDate } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { levelNames } from '#domain/program/school.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { LetterPreview } from '#http/letter-preview.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { chosenOf, textOf } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { LinkLine } from '#ui/link.tsx';
import { Details } from '#ui/notices.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import { type Row, roleWords, SchoolLink } from '../application/application-table.tsx';
import { SavedReason } from '../application/decision-form.tsx';
import { UnusualNotes } from '../decision/warnings.tsx';
import { longest } from '../forms.ts';
import type { NotDecided, Seen } from '../together/chosen.ts';
import { Refused } from '../together/page.tsx';
import { type Choice, isLater, later, reasonField, savedField, sayChoice } from './fields.ts';

const title = 'Close the cycle';

/** An application without a final answer. */
export type Open = Seen & { readonly openCase: OpenCase; readonly row: Row };

const caseTitles: Readonly<Record<OpenCase, string>> = {
  accepted: 'Accepted, but not in a partnership',
  waitlisted: 'Waitlisted',
  submitted: 'No decision yet',
  draft: 'Never submitted',
};

const answerNames: Readonly<Record<FinalAnswer, string>> = {
  waitlist: 'Keep on the waitlist',
  release: 'No place this year',
  decline: 'Decline',
  invite: 'Invite to apply again',
};

type PageProps = {
  readonly request: StaffRequest;
  readonly open: readonly Open[];
  /** How many schools applied and lack an answer. */
  readonly applied: number;
  /** How many more schools need an answer after these. */
  readonly left: number;
  /** How many this director can't see because of a conflict of interest. */
  readonly hidden: number;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

/** Chooses a final answer for every school that has none. */
export function FinalAnswersPage({ request, open, applied, left, hidden, values, errors }: PageProps) {
  const { cycle } = request;
  return (
    <ConsolePage request={request} title={title} current="overview" errors={errors}>
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        {title}
      </h1>
      <p class="govuk-body-l">
        {applied === 0
          ? hidden === 0 && 'Every applicant has a final answer.'
          : `The pairings are published. ${countOf(applied, 'school doesn’t', 'schools don’t')} have a final answer yet.`}
      </p>
      {hidden > 0 && (
        <p class="govuk-body">
          {countOf(hidden, 'more school needs', 'more schools need')} an answer from another director, because
          you have a conflict of interest.
        </p>
      )}
      {open.length > 0 && (
        <>
          <p class="govuk-body">
            Choose an answer for each school and preview the emails. Nothing is sent until you send them.
            {left > 0 && ` After these, you’ll see the next ${left}.`}
          </p>
          <Form action={hrefTo('giveFinalAnswers', {})} hidden={{ step: 'preview' }}>
            <TextField
              name="until"
              label="Last day of the waitlist"
              labelSize="s"
              hint="Schools that are still on the waitlist will hear that morning that no place opened up."
              type="date"
              width={10}
              values={values}
              errors={errors}
            />
            {openCases.map((openCase) => (
              <CaseSection
                key={openCase}
                openCase={openCase}
                open={open.filter((one) => one.openCase === openCase)}
                first={open[0]}
                reasons={cycle.program.review.reasons ?? []}
                values={values}
                errors={errors}
              />
            ))}
            <Button>Preview emails</Button>
          </Form>
        </>
      )}
      <LinkLine href={hrefTo('overview', {})}>Back to the overview</LinkLine>
    </ConsolePage>
  );
}

type CaseProps = Pick<PageProps, 'open' | 'values' | 'errors'> & {
  readonly first: Open | undefined;
  readonly openCase: OpenCase;
  readonly reasons: readonly string[];
};

/** The schools of one case, with a reason that all of them read. */
function CaseSection({ openCase, open, first, reasons, values, errors }: CaseProps) {
  if (open.length === 0) return null;
  const isDraft = openCase === 'draft';
  return (
    <section>
      <Table
        caption={`${caseTitles[openCase]} (${open.length})`}
        dense
        stacks
        columns={[
          { text: 'School', head: true },
          { text: 'Role' },
          { text: 'Region' },
          { text: 'Level' },
          { text: 'Answer' },
        ]}
        rows={open.map((one) => [
          <SchoolLink key="school" row={one.row} />,
          roleWords[one.row.role],
          one.row.region,
          one.row.levels.map((level) => levelNames[level]).join(', '),
          <AnswerSelect key="answer" open={one} isFirst={one === first} values={values} />,
        ])}
      />
      {openCase === 'accepted' && (
        <p class="govuk-body">
          If a host has an open place, you can still give it to an accepted partner.{' '}
          <a class="govuk-link" href={hrefTo('partnerships', {})}>
            See all partnerships
          </a>
        </p>
      )}
      <div class="lp-narrow">
        <SavedReason
          name={savedField(openCase)}
          hint="It’s used if you leave the reason below empty."
          reasons={reasons}
          values={values}
          errors={errors}
        />
        <TextArea
          name={reasonField(openCase)}
          label={isDraft ? 'Note for these schools' : 'Reason for these schools'}
          labelSize="s"
          hint="They’ll see it word for word in the email. {school} stands for each school’s name."
          rows={3}
          maxLength={longest.reason}
          values={values}
          errors={errors}
        />
      </div>
    </section>
  );
}

type AnswerSelectProps = { readonly open: Open; readonly isFirst: boolean; readonly values: Fields };

/** The choice for one school. Its usual answer comes first. */
function AnswerSelect({ open, isFirst, values }: AnswerSelectProps) {
  // The error summary leads to the first.
  const id = isFirst ? 'choice' : `choice-${open.reference}`;
  const chosen = chosenOf(values, 'choice');
  const options = [...answersTo[open.openCase], later] as const;
  return (
    <>
      <label class="govuk-visually-hidden" for={id}>
        Answer for {open.row.schoolName}
      </label>
      <select class="govuk-select" id={id} name="choice">
        {options.map((answer) => {
          const value = sayChoice(open, answer);
          return (
            <option key={answer} value={value} selected={chosen.includes(value)}>
              {answer === later
                ? open.openCase === 'draft'
                  ? 'No email'
                  : 'Decide later'
                : answerNames[answer]}
            </option>
          );
        })}
      </select>
    </>
  );
}

/** A school with the emails it would get, and with the one at the end of the waitlist. */
export type Ready = Choice & {
  readonly schoolName: string;
  readonly letters: readonly Letter[];
  readonly lettersAtEnd: readonly Letter[];
  readonly unusual: readonly Unusual[];
};

type PreviewsProps = {
  readonly request: StaffRequest;
  /** What was typed, for the way back. */
  readonly fields: Fields;
  readonly ready: readonly Ready[];
  readonly refused: readonly NotDecided[];
};

/** Every email, exactly as its school will get it. */
export function PreviewsPage({ request, fields, ready, refused }: PreviewsProps) {
  const typed = Object.fromEntries(
    ['until', ...openCases.map(reasonField)].map((name) => [name, textOf(fields, name)]),
  );
  const count = ready.reduce((sum, { letters }) => sum + letters.length, 0);
  return (
    <ConsolePage request={request} title="Preview final answers" current="overview">
      <h1>
        {ready.length === 0
          ? 'No school can get this answer'
          : `Send ${countOf(ready.length, 'final answer')}?`}
      </h1>
      <Refused refused={refused} />
      {ready.length > 0 && (
        <p class="govuk-body">
          These are the emails, exactly as each school will get them. Nothing is decided until you send them.
        </p>
      )}
      {ready.map(({ reference, schoolName, answer, letters, lettersAtEnd, unusual }) => (
        <section key={reference} aria-label={schoolName}>
          <h2 class="govuk-heading-s">
            <span dir="auto">{schoolName}</span>: {answerNames[answer]}
          </h2>
          <UnusualNotes unusual={unusual} />
          {letters.map((letter) => (
            <LetterPreview key={letter.key} letter={letter} />
          ))}
          {lettersAtEnd.length > 0 && (
            <Details summary={`Email on ${sayDate(textOf(fields, 'until'))} if no place has opened up`}>
              {lettersAtEnd.map((letter) => (
                <LetterPreview key={letter.key} letter={letter} />
              ))}
            </Details>
          )}
        </section>
      ))}
      <Form action={hrefTo('giveFinalAnswers', {})} hidden={typed}>
        {[
          ...ready.map((one) => sayChoice(one, one.answer)),
          ...chosenOf(fields, 'choice').filter(isLater),
        ].map((choice) => (
          <input key={choice} type="hidden" name="choice" value={choice} />
        ))}
        <ButtonGroup>
          {ready.length > 0 && <Button name="step" value="send">{`Send ${countOf(count, 'email')}`}</Button>}
          <Button variant="secondary" name="step" value="write">
            Edit answers
          </Button>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}

type NotAllProps = {
  readonly request: StaffRequest;
  readonly decided: readonly string[];
  readonly refused: readonly NotDecided[];
};

export const NotAllPage = ({ request, decided, refused }: NotAllProps) => (
  <ConsolePage request={request} title="Some schools didn’t get an answer" current="overview">
    <h1>Some schools didn’t get an answer</h1>
    <p class="govuk-body">
      {decided.length === 0
        ? 'No emails were sent.'
        : `${countOf(decided.length, 'school')} got an answer: ${decided.join(', ')}.`}
    </p>
    <Refused refused={refused} />
    <LinkLine href={hrefTo('finalAnswersPage', {})}>Back to the schools without an answer</LinkLine>
  </ConsolePage>
);
