import type { Application } from '../../shared/domain/application.ts';
import type { DraftRefusal } from '../../shared/domain/applying.ts';
import { type Cycle, sayDeadline } from '../../shared/domain/cycle.ts';
import { sayInstant } from '../../shared/domain/time.ts';
import { type Answer, seeOther } from '../http/answer.ts';
import { type Written, WrittenInVain } from '../http/kept-words.tsx';
import { askForLink } from '../http/not-yours.tsx';
import { problem } from '../http/problem-pages.tsx';
import { hrefTo } from '../routes.ts';

/** Forged, expired, of a former owner, or made for another purpose: all look the same to whoever holds the link. */
export const linkNotGood = (): Answer =>
  problem(
    {
      status: 403,
      title: 'This link no longer works',
      detail:
        'It may have expired, or was not copied whole, or somebody else looks after the application by now. You can get a new one.',
    },
    askForLink,
  );

export const programNotOpen = (): Answer =>
  problem(
    {
      status: 404,
      title: 'There is nothing to apply for yet',
      detail: 'The district has not announced a program here yet. Please come back later.',
    },
    undefined,
    false,
  );

export const schoolUnknown = (): Answer =>
  problem(
    {
      status: 404,
      title: 'We do not know that school',
      detail: 'The directory has no school with that id.',
    },
    <p class="govuk-body">
      <a class="govuk-link" href={hrefTo('chooseRole', {})}>
        Find your school by name
      </a>
    </p>,
  );

/** Where staff can be reached about it. */
const WriteToUs = ({ cycle, when }: { readonly cycle: Cycle; readonly when: string }) => (
  <p class="govuk-body">
    {when} write to{' '}
    <a class="govuk-link" href={`mailto:${cycle.program.contactEmail}`}>
      {cycle.program.contactEmail}
    </a>
    .
  </p>
);

/** Somebody else of the school has applied in the meantime. */
export const schoolTaken = (cycle: Cycle): Answer =>
  problem(
    {
      status: 409,
      title: 'Your school has an application already',
      detail: 'Somebody else at your school has started one, and each school sends one application.',
    },
    <WriteToUs cycle={cycle} when="If you do not know who it is, or think that it should be yours," />,
    cycle.program.contactEmail,
  );

export const closed = (cycle: Cycle, written: readonly Written[] = []): Answer =>
  problem(
    {
      status: 409,
      title: 'Applications are closed',
      detail: `The deadline was ${sayDeadline(cycle)}.`,
    },
    <>
      <WrittenInVain written={written} />
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('askForLink', {})}>
          Return to an application that you started before
        </a>
      </p>
      <WriteToUs cycle={cycle} when="If you have questions," />
    </>,
    cycle.program.contactEmail,
  );

/**
 * A draft that can no longer be changed. People are led to where it stands, with what they had `written` if that would be lost; a program
 * is told that nothing was done.
 */
export function draftRefused(
  why: DraftRefusal,
  { reference }: Application,
  cycle: Cycle,
  written: readonly Written[] = [],
): Answer {
  if (why === 'cycle-closed') return closed(cycle, written);
  const title =
    why === 'withdrawn'
      ? 'This application was withdrawn'
      : 'This application has been sent, and cannot be changed any more';
  return written.length === 0 ? leadBack(reference, title) : notSaved(reference, title, cycle, written);
}

/** Something else happened to the application meanwhile: nothing was saved, and nothing that was `written` is lost. */
export const notSaved = (
  reference: string,
  title: string,
  cycle: Cycle,
  written: readonly Written[],
): Answer =>
  problem(
    { status: 409, title, detail: 'That happened in the meantime. Nothing was saved now.' },
    <>
      <WrittenInVain written={written} />
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('application', { reference })}>
          See where your application stands
        </a>
      </p>
    </>,
    cycle.program.contactEmail,
  );

/** People see on its status page how an application stands; a program is told what stood in the way. */
export const leadBack = (reference: string, title: string): Answer =>
  seeOther(hrefTo('application', { reference }), { status: 409, title }, { status: 409 });

export const notYetOpen = (cycle: Cycle): Answer =>
  problem(
    {
      status: 409,
      title: 'Applications are not open yet',
      detail: `They open on ${sayInstant(cycle.program.timeZone, cycle.opensAt)}.`,
    },
    undefined,
    cycle.program.contactEmail,
  );
