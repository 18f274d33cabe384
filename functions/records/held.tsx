import { sayShort } from '../../shared/domain/base/time.ts';
import { Lines } from '../../shared/ui/notices.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { showPage } from '../http/answer.ts';
import { ConsolePage } from '../http/console-page.tsx';
import { hrefTo } from '../routes.ts';
import { forStaff, store } from './context.ts';
import { kindName } from './letter-words.ts';
import { noLetter } from './undelivered.tsx';

/** The letters that this environment kept instead of sending. */
export const heldLetters = forStaff(['director'], async (request) => {
  const letters = await store.heldLetters();
  const { timeZone } = request.cycle.program;
  return showPage(
    <ConsolePage request={request} title="Held emails" current="overview">
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

/** One held letter with its links, so that testers can follow them. */
export const heldLetter = forStaff(['director'], async (request) => {
  const letter = await store.heldLetter(request.parameters.letter ?? '');
  if (!letter) return noLetter(request);
  const { subject, to, at, text } = letter;
  return showPage(
    <ConsolePage request={request} title={subject} current="overview">
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
