import type { QuotaEffect } from '#domain/admission/overview.ts';
import type { Unusual } from '#domain/admission/unusual.ts';
import { countOf } from '#domain/base/wording.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { LetterPreview } from '#http/letter-preview.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { LinkLine } from '#ui/link.tsx';
import { InsetText } from '#ui/notices.tsx';
import { ApplicationTable, type Row } from '../application/application-table.tsx';
import { DecisionFields } from '../application/decision-form.tsx';
import type { Decided } from '../decision/respond.tsx';
import { QuotaEffects, SendLater, UnusualNotes } from '../decision/warnings.tsx';
import { outcomeVerbs } from '../text.tsx';
import { hrefToChosen, hrefToList, type NotDecided, type Seen } from './chosen.ts';

const SeenFields = ({ seen }: { readonly seen: readonly Seen[] }) => (
  <>
    {seen.map(({ reference, version }) => (
      <input key={reference} type="hidden" name="seen" value={`${reference}:${version}`} />
    ))}
  </>
);

type ChosenPageProps = {
  readonly request: StaffRequest;
  readonly rows: readonly Row[];
  readonly seen: readonly Seen[];
  readonly list: string;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

export function ChosenPage({ request, rows, seen, list, values, errors }: ChosenPageProps) {
  return (
    <ConsolePage
      request={request}
      title="Decide selected applications"
      current="applications"
      errors={errors}
    >
      <h1>Decide {countOf(rows.length, 'selected application')}</h1>
      <ApplicationTable caption="Selected applications" rows={rows} program={request.cycle.program} />
      <p class="govuk-body">
        Each school will get the same decision and reason in its own email, with its own name for {'{school}'}
        .
      </p>
      <Form action={hrefTo('decideTogether', {})} hidden={{ step: 'preview', list }}>
        <SeenFields seen={seen} />
        <div class="lp-narrow">
          <DecisionFields
            values={values}
            errors={errors}
            reasons={request.cycle.program.review.reasons ?? []}
          />
        </div>
        <ButtonGroup>
          <Button>Preview emails</Button>
          <a class="govuk-link" href={hrefToChosen({ seen, list })}>
            Back to the list
          </a>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
}

/** An application that can be decided, with the letters its school would get. */
export type Ready = Seen & {
  readonly schoolName: string;
  readonly letters: readonly Letter[];
  readonly unusual: readonly Unusual[];
};

type PreviewsPageProps = {
  readonly request: StaffRequest;
  readonly wanted: Decided;
  readonly ready: readonly Ready[];
  readonly refused: readonly NotDecided[];
  readonly list: string;
  readonly effects: readonly QuotaEffect[];
};

export function PreviewsPage({ request, wanted, ready, refused, list, effects }: PreviewsPageProps) {
  const verb = outcomeVerbs[wanted.outcome];
  const count = countOf(ready.length, 'application');
  return (
    <ConsolePage request={request} title={`${verb} ${count}`} current="applications">
      <h1>
        {verb} {count}?
      </h1>
      <Refused refused={refused} />
      {ready.length === 0 ? (
        <>
          <p class="govuk-body">None of the selected applications can be decided this way.</p>
          <BackToList list={list} />
        </>
      ) : (
        <>
          <p class="govuk-body">
            These are the emails, exactly as each school will get them. Nothing is decided until you send
            them.
          </p>
          {ready.map(({ reference, schoolName, letters, unusual }) => (
            <section key={reference} aria-label={schoolName}>
              {unusual.length > 0 && (
                <h2 class="govuk-heading-s" dir="auto">
                  {schoolName}
                </h2>
              )}
              <UnusualNotes unusual={unusual} />
              {letters.map((letter) => (
                <LetterPreview key={letter.key} letter={letter} />
              ))}
            </section>
          ))}
          <QuotaEffects effects={effects} />
          <Form action={hrefTo('decideTogether', {})} hidden={{ list, ...wanted }}>
            <SeenFields seen={ready} />
            <ButtonGroup>
              <Button name="step" value="send">{`${verb} and send ${countOf(ready.length, 'email')}`}</Button>
              <Button variant="secondary" name="step" value="write">
                Edit decision or reason
              </Button>
            </ButtonGroup>
            <SendLater />
          </Form>
        </>
      )}
    </ConsolePage>
  );
}

type NotAllPageProps = {
  readonly request: StaffRequest;
  readonly decided: readonly string[];
  readonly refused: readonly NotDecided[];
  readonly list: string;
};

export function NotAllPage({ request, decided, refused, list }: NotAllPageProps) {
  return (
    <ConsolePage request={request} title="Some applications couldn’t be decided" current="applications">
      <h1>Some applications couldn’t be decided</h1>
      <p class="govuk-body">
        {decided.length === 0
          ? 'No applications were decided.'
          : `${countOf(decided.length, 'application')} decided: ${decided.join(', ')}.`}
      </p>
      <Refused refused={refused} />
      <BackToList list={list} />
    </ConsolePage>
  );
}

const BackToList = ({ list }: { readonly list: string }) => (
  <LinkLine href={hrefToList(list)}>Back to the list</LinkLine>
);

/** The applications that weren't decided, and why. */
export function Refused({ refused }: { readonly refused: readonly NotDecided[] }) {
  if (refused.length === 0) return null;
  return (
    <InsetText>
      <p class="govuk-body">{countOf(refused.length, 'application')} couldn’t be decided:</p>
      <ul class="govuk-list govuk-list--bullet">
        {refused.map(({ reference, why }) => (
          <li key={reference}>
            <a class="govuk-link" href={hrefTo('staffApplication', { reference })}>
              {reference}
            </a>
            : {why}
          </li>
        ))}
      </ul>
    </InsetText>
  );
}
