import { isRefusal } from '#domain/base/change.ts';
import { sayShort } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { type OpenLetter, openLetters, settleLetter } from '#domain/records/undelivered.ts';
import { seeOther, showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { RowForm } from '#ui/form.tsx';
import { InsetText, Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { forStaff, store } from '../access.ts';
import { done } from '../done.ts';
import { kindName, sayNextStep, sayReason } from '../text.tsx';

/** Undelivered letters, each with its actions. */
export const undelivered = forStaff(['director'], async (request) => {
  const { cycle } = request;
  const [all, held] = await Promise.all([store.undelivered(), store.heldLetters()]);
  const waiting = openLetters(all);
  return showPage(
    <ConsolePage request={request} title="Undelivered emails" current="undelivered">
      <h1>Undelivered emails</h1>
      <p class="govuk-body">
        We stop sending to an address that doesn’t exist or that marked us as spam. Update the contact, or
        reach the school another way and mark the email as handled. Either way, the undelivered email won’t be
        sent again.
      </p>
      <Table
        caption="Needs attention"
        dense
        stacks
        columns={[
          { text: 'School', head: true },
          { text: 'Type' },
          { text: 'To' },
          { text: 'Reason' },
          { text: 'When' },
          { text: 'Action' },
        ]}
        rows={waiting.map((letter) => rowOf(letter, cycle.program.timeZone))}
        empty="No undelivered emails."
      />
      {held.length > 0 && (
        <InsetText>
          This environment doesn’t send email to schools.{' '}
          <a class="govuk-link" href={hrefTo('heldLetters', {})}>
            See {countOf(held.length, 'held email')}
          </a>
        </InsetText>
      )}
    </ConsolePage>,
    { letters: waiting, held: held.length },
  );
});

function rowOf(letter: OpenLetter, timeZone: string) {
  const { id, kind, to, school, at } = letter;
  const what = `the email to ${to}`;
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
      '—'
    ),
    kindName(kind),
    to,
    reasonCell(letter),
    sayShort(timeZone, at),
    <span key="do">
      {school && (
        <a class="govuk-link" href={hrefTo('contactPage', { letter: id })}>
          Update contact<span class="govuk-visually-hidden"> for {school.name}</span>
        </a>
      )}
      <RowForm
        action={hrefTo('settleLetter', { letter: id })}
        hidden={{}}
        text="Mark as handled"
        what={what}
      />
    </span>,
  ];
}

function reasonCell(letter: OpenLetter) {
  const { detail } = letter;
  const reason = detail === '' ? sayReason(letter) : `${sayReason(letter)} (${detail})`;
  const next = sayNextStep(letter);
  return next === undefined ? reason : `${reason}. ${next}`;
}

/** Settles a letter. If someone else already did, the result is the same. */
export const settle = forStaff(['director'], async (request) => {
  const { staff, now, parameters } = request;
  const letter = await store.undeliveredLetter(parameters.letter ?? '');
  if (!letter) return noLetter(request);
  const outcome = settleLetter(letter, staff, now);
  if (!isRefusal(outcome)) await store.commitUndelivered(outcome);
  return seeOther(hrefTo('undelivered', {}, done('settled')), { letter: letter.id });
});

export const noLetter = ({ staff }: StaffRequest) =>
  staffProblem(staff, {
    status: 404,
    title: 'Email not found',
    detail: 'Someone may have already handled it.',
    to: { href: hrefTo('undelivered', {}), text: 'Go to undelivered emails' },
  });

/** The letters that this environment kept instead of sending. */
export const heldLetters = forStaff(['director'], async (request) => {
  const letters = await store.heldLetters();
  const { timeZone } = request.cycle.program;
  return showPage(
    <ConsolePage request={request} title="Held emails" current="undelivered">
      <h1>Held emails</h1>
      <p class="govuk-body">
        In a test environment, emails go only to approved addresses. All others are kept here for 30 days and
        count as sent.
      </p>
      <Table
        caption="Held emails"
        captionSize="hidden"
        dense
        stacks
        columns={[{ text: 'Subject', head: true }, { text: 'Type' }, { text: 'To' }, { text: 'When' }]}
        rows={letters.map(({ id, subject, kind, to, at }) => [
          <a key="subject" class="govuk-link" href={hrefTo('heldLetter', { letter: id })} dir="auto">
            {subject}
          </a>,
          kindName(kind),
          to,
          sayShort(timeZone, at),
        ])}
        empty="No held emails."
      />
    </ConsolePage>,
    { letters: letters.map(({ text: _, ...letter }) => letter) },
  );
});

const noHeldLetter = ({ staff }: StaffRequest) =>
  staffProblem(staff, {
    status: 404,
    title: 'Email not found',
    detail: 'Held emails are kept for 30 days.',
    to: { href: hrefTo('heldLetters', {}), text: 'See held emails' },
  });

/** One held letter with its links, so that testers can follow them. */
export const heldLetter = forStaff(['director'], async (request) => {
  const letter = await store.heldLetter(request.parameters.letter ?? '');
  if (!letter) return noHeldLetter(request);
  const { subject, to, at, text } = letter;
  return showPage(
    <ConsolePage request={request} title={subject} current="undelivered">
      <h1>
        <span class="govuk-caption-l">Held email</span>
        <span dir="auto">{subject}</span>
      </h1>
      <SummaryList
        rows={[
          { key: 'To', value: to },
          { key: 'Held', value: sayShort(request.cycle.program.timeZone, at) },
        ]}
      />
      <p class="govuk-body">
        {text.split(address).map((part, index) =>
          address.test(part) ? (
            <a key={`link ${index}`} class="govuk-link" href={part}>
              {part}
            </a>
          ) : (
            <Lines key={`text ${index}`} text={part} />
          ),
        )}
      </p>
    </ConsolePage>,
    letter,
  );
});

const address = /(https?:\/\/[^\s<>"]+)/;
