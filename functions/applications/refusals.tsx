import type { Application } from '#domain/admission/application.ts';
import type { EditRefusal } from '#domain/admission/apply.ts';
import { sayInstant } from '#domain/base/time.ts';
import { type Cycle, sayDeadline } from '#domain/program/cycle.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import { askForLink } from '#http/applicant-access.tsx';
import { problem } from '#http/problem-pages.tsx';
import { type Written, WrittenInVain } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';
import { LinkLine, MailLink } from '#ui/link.tsx';

/** Forged, expired, replaced, or meant for another purpose: the page is the same, so it tells an attacker nothing. */
export const linkNotGood = (): Answer =>
  problem(
    {
      status: 403,
      title: 'This link no longer works',
      detail:
        'It may have expired or been copied incompletely, or someone else may now be the contact for this application. You can get a new link.',
    },
    askForLink,
  );

export const schoolUnknown = (): Answer =>
  problem({
    status: 404,
    title: 'We can’t find that school',
    detail: 'There’s no school with that ID in the directory.',
    to: { href: hrefTo('chooseRole', {}), text: 'Find your school by name' },
  });

const WriteToUs = ({ cycle, when }: { readonly cycle: Cycle; readonly when: string }) => (
  <p class="govuk-body">
    {when} email <MailLink address={cycle.program.contactEmail} />.
  </p>
);

/** Someone else at the school has started an application since. */
export const schoolTaken = (cycle: Cycle): Answer =>
  problem(
    {
      status: 409,
      title: 'Your school already has an application',
      detail: 'Someone else at your school started it. Each school can submit one application.',
    },
    <WriteToUs cycle={cycle} when="If you don’t know who it is, or think you should be the contact," />,
    cycle.program,
  );

/** `reference` is the application that is open in this browser. */
export const closed = (cycle: Cycle, written: readonly Written[] = [], reference?: string): Answer =>
  problem(
    {
      status: 409,
      title: 'Applications are closed',
      detail: `The deadline was ${sayDeadline(cycle)}.`,
    },
    <>
      <WrittenInVain written={written} />
      <p class="govuk-body">
        {reference === undefined ? (
          <a class="govuk-link" href={hrefTo('askForLink', {})}>
            Return to an application you already started
          </a>
        ) : (
          <a class="govuk-link" href={hrefTo('application', { reference })}>
            Return to your application
          </a>
        )}
      </p>
      <WriteToUs cycle={cycle} when="If you have questions," />
    </>,
    cycle.program,
  );

/**
 * For an application that can no longer be changed. People are sent to its status page, or see what they had `written` so that they
 * can copy it. API clients get the reason.
 */
export function draftRefused(
  why: EditRefusal,
  { reference }: Application,
  cycle: Cycle,
  written: readonly Written[] = [],
): Answer {
  if (why === 'cycle-closed') return closed(cycle, written, reference);
  const title = refusalTitles[why];
  return written.length === 0 ? leadBack(reference, title) : notSaved(reference, title, cycle, written);
}

const refusalTitles: Readonly<Record<Exclude<EditRefusal, 'cycle-closed'>, string>> = {
  withdrawn: 'You withdrew this application',
  'already-submitted': 'You already submitted this application, so you can’t change it',
  'in-review': 'We’re already reviewing this application, so you can’t change it',
};

/** The school missed the date to confirm its place. */
export const confirmedTooLate = (cycle: Cycle, { reference }: Application, confirmBy: string): Answer =>
  problem(
    {
      status: 409,
      title: 'It’s too late to confirm your place here',
      detail: `The last day was ${confirmBy}. Your place isn’t confirmed.`,
    },
    <>
      <WriteToUs cycle={cycle} when="If your school still wants to take part," />
      <LinkLine href={hrefTo('application', { reference })}>See your application’s status</LinkLine>
    </>,
    cycle.program,
  );

/** The application changed in the meantime. Nothing was saved, so the page shows what was `written`. */
export const notSaved = (
  reference: string,
  title: string,
  cycle: Cycle,
  written: readonly Written[],
  detail = 'Your latest changes weren’t saved.',
): Answer =>
  problem(
    { status: 409, title, detail },
    <>
      <WrittenInVain written={written} />
      <LinkLine href={hrefTo('application', { reference })}>See your application’s status</LinkLine>
    </>,
    cycle.program,
  );

/** Sends people to the status page. API clients get the reason. */
export const leadBack = (reference: string, title: string): Answer =>
  seeOther(hrefTo('application', { reference }), { status: 409, title }, { status: 409 });

export const notYetOpen = (cycle: Cycle): Answer =>
  problem(
    {
      status: 409,
      title: 'Applications aren’t open yet',
      detail: `They open on ${sayInstant(cycle.program.timeZone, cycle.opensAt)}.`,
    },
    undefined,
    cycle.program,
  );
