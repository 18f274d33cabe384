import { countOf } from '../../shared/domain/amounts.ts';
import { isRefusal } from '../../shared/domain/change.ts';
import { sayShort } from '../../shared/domain/time.ts';
import { type OpenLetter, openLetters, settleLetter } from '../../shared/domain/undelivered.ts';
import { InsetText } from '../../shared/ui/notices.tsx';
import { RowForm } from '../../shared/ui/row-form.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { seeOther, showPage } from '../http/answer.ts';
import { ConsolePage } from '../http/console-page.tsx';
import type { StaffRequest } from '../http/staff.tsx';
import { staffProblem } from '../http/staff-refusals.tsx';
import { hrefTo } from '../routes.ts';
import { forStaff, store } from './context.ts';
import { kindName, sayReason } from './letter-words.ts';

const doneWords = {
  settled: 'The letter is marked as dealt with.',
  corrected:
    'The contact is corrected. The school gets a letter at the new address, with a link to its application.',
};

/** The letters that did not arrive, each with what can be done about it. */
export const undelivered = forStaff(['director'], async (request) => {
  const { cycle } = request;
  const [all, held] = await Promise.all([store.undelivered(), store.heldLetters()]);
  const waiting = openLetters(all);
  return showPage(
    <ConsolePage
      request={request}
      title="Letters that did not arrive"
      current="overview"
      doneWords={doneWords}
    >
      <h1>Letters that did not arrive</h1>
      <p class="govuk-body">
        Nothing more is sent to an address that does not exist, or from which a letter was reported as
        unwanted. Correct the address, or reach the school by other ways and mark the letter as dealt with.
      </p>
      <Table
        caption="Waiting for somebody"
        dense
        stacks
        columns={[
          { text: 'School', head: true },
          { text: 'Letter' },
          { text: 'To' },
          { text: 'Why' },
          { text: 'When' },
          { text: 'What to do' },
        ]}
        rows={waiting.map((letter) => rowOf(letter, cycle.program.timeZone))}
        empty="Every letter arrived."
      />
      {held.length > 0 && (
        <InsetText>
          This environment sends no letters to schools.{' '}
          <a class="govuk-link" href={hrefTo('heldLetters', {})}>
            {countOf(held.length, 'letter is', 'letters are')} held
          </a>
          .
        </InsetText>
      )}
    </ConsolePage>,
    { letters: waiting, held: held.length },
  );
});

function rowOf(letter: OpenLetter, timeZone: string) {
  const { id, kind, to, school, detail, at } = letter;
  const what = `the letter to ${to}`;
  return [
    school ? (
      <a
        key="school"
        class="govuk-link"
        href={hrefTo('staffApplication', { reference: school.reference })}
        dir="auto"
      >
        {school.name}
      </a>
    ) : (
      'Staff, or nobody yet'
    ),
    kindName(kind),
    to,
    detail === '' ? sayReason(letter) : `${sayReason(letter)} (${detail})`,
    sayShort(timeZone, at),
    <span key="do">
      {school && (
        <a class="govuk-link" href={hrefTo('contactPage', { letter: id })}>
          Correct the address<span class="govuk-visually-hidden"> of {school.name}</span>
        </a>
      )}
      <RowForm action={hrefTo('settleLetter', { letter: id })} hidden={{}} text="Dealt with" what={what} />
    </span>,
  ];
}

/** Marks a letter as dealt with; whoever was faster did the same. */
export const settle = forStaff(['director'], async (request) => {
  const { staff, now, parameters } = request;
  const letter = await store.undeliveredLetter(parameters.letter ?? '');
  if (!letter) return noLetter(request);
  const outcome = settleLetter(letter, staff, now);
  if (!isRefusal(outcome)) await store.commitUndelivered(outcome);
  return seeOther(hrefTo('undelivered', {}, { done: 'settled' }), { letter: letter.id });
});

export const noLetter = ({ staff }: StaffRequest) =>
  staffProblem(
    staff,
    { status: 404, title: 'There is no such letter', detail: 'It may have been dealt with.' },
    <p class="govuk-body">
      <a class="govuk-link" href={hrefTo('undelivered', {})}>
        Go to the letters that did not arrive
      </a>
    </p>,
  );
