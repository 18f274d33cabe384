import type { DecidedApplication } from '../../shared/domain/admission/application.ts';
import type { Change } from '../../shared/domain/base/change.ts';
import { sayShort } from '../../shared/domain/base/time.ts';
import type { Cycle } from '../../shared/domain/program/cycle.ts';
import { roleNames } from '../../shared/domain/program/program.ts';
import { applicationLetters } from '../../shared/letters/application-letters.ts';
import type { Letter } from '../../shared/letters/letter.ts';
import { eventNames } from '../../shared/text/events.ts';
import { Button, ButtonGroup } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { type Answer, showChanged, showPage } from '../http/answer.ts';
import { ChangedBanner } from '../http/changed-banner.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import { LetterPreview, letterShown } from '../http/letter-preview.tsx';
import { hrefTo } from '../routes.ts';
import { cameFrom } from './came-from.tsx';
import { addresses } from './context.ts';
import type { Decided } from './deciding.ts';
import type { AboutApplication } from './staff.tsx';
import { outcomeVerbs } from './words.tsx';

export const lettersOfChange = (
  { after, events }: Change<DecidedApplication>,
  cycle: Cycle,
): readonly Letter[] => events.flatMap((event) => applicationLetters(event, after, { cycle, addresses }));

/** The letter, and a button that sends it. `seen` is the version the director saw; -1 if the request has none. */
export function previewDecision(
  request: AboutApplication,
  wanted: Decided,
  change: Change<DecidedApplication>,
  seen: number,
): Answer {
  const { application, cycle } = request;
  const letters = lettersOfChange(change, cycle);
  const changed = seen !== -1 && seen !== application.version;
  const { reference, version } = application;
  const page = <PreviewPage request={request} wanted={wanted} letters={letters} changed={changed} />;
  const data = { reference, version, ...wanted, changed, letters: letters.map(letterShown) };
  return changed ? showChanged(page, data) : showPage(page, data);
}

type PreviewPageProps = {
  readonly request: AboutApplication;
  readonly wanted: Decided;
  readonly letters: readonly Letter[];
  readonly changed: boolean;
};

function PreviewPage({ request, wanted, letters, changed }: PreviewPageProps) {
  const { application } = request;
  const { reference, version, school, role } = application;
  const verb = outcomeVerbs[wanted.outcome];
  const address = hrefTo('decide', { reference }, cameFrom(request));
  return (
    <ConsolePage request={request} title={`${verb} ${school.name}`} current="applications">
      {changed && <LatestChange request={request} />}
      <h1>
        <span class="govuk-caption-l">
          {reference} · {roleNames[role]}
        </span>
        {verb} <span dir="auto">{school.name}</span>?
      </h1>
      <p class="govuk-body">This is the email the school will get. Nothing is decided until you send it.</p>
      {letters.map((letter) => (
        <LetterPreview key={letter.key} letter={letter} />
      ))}
      <Form action={address} hidden={{ version: String(version), ...wanted }}>
        <ButtonGroup>
          <Button name="step" value="send">{`${verb} and send email`}</Button>
          <Button variant="secondary" name="step" value="write" formaction={`${address}#decision`}>
            Edit decision or reason
          </Button>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}

function LatestChange({ request: { application, cycle } }: { readonly request: AboutApplication }) {
  const latest = application.history.at(-1);
  return (
    <ChangedBanner>
      {latest
        ? `${eventNames[latest.what]}: ${latest.note ? `${latest.note}, ` : ''}${latest.by}, ${sayShort(cycle.program.timeZone, latest.at)}.`
        : 'The application changed.'}{' '}
      Your decision wasn’t sent. To send it anyway, use the button below.
    </ChangedBanner>
  );
}
