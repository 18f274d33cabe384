import { countOf, sayCount, sayList } from '#domain/base/wording.ts';
import type { PlanEffect, SettingsEffect } from '#domain/pairing/explain/settings-effect.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import type { SaidClash } from '#domain/pairing/scenario/scenario.ts';
import type { SettingChange } from '#domain/pairing/scenario/settings.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { freshKey } from '#http/once.tsx';
import { hrefTo } from '#routes.ts';
import { saySettingChange } from '#text/pairing-settings.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Select } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/notices.tsx';
import { Sentences, sayPoints } from '../text.tsx';
import { SchoolRules, type SchoolRulesProps } from './school-rules.tsx';
import { FocusAndLevels, Limits, NameAndSchools, TargetsAndQuotas, Weights } from './setting-fields.tsx';

/** An earlier proposal whose settings a request can start from. */
export type Earlier = { readonly id: string; readonly name: string };

export type Preview = { readonly changes: readonly SettingChange[]; readonly effect: SettingsEffect };

export type RequestPageProps = SchoolRulesProps & {
  /** The proposal that the settings start from; absent for the program's. */
  readonly from: Earlier | undefined;
  readonly earlier: readonly Earlier[];
  readonly conflicts: readonly SaidClash[];
  readonly preview: Preview | undefined;
  readonly isPublished: boolean;
};

/** The settings of a proposal. They start from the program or an earlier proposal. */
export function RequestPage(props: RequestPageProps) {
  const { request, from, errors, conflicts, preview, values, isPublished } = props;
  const summary =
    conflicts.length > 0 ? { ...errors, conflicts: 'No plan can follow all these settings' } : errors;
  return (
    <ConsolePage request={request} title="Request a proposal" current="pairing" errors={summary}>
      <h1>
        <span class="govuk-caption-l">
          <a class="govuk-link" href={hrefTo('pairing', {})}>
            Pairings
          </a>
        </span>
        Request a proposal
      </h1>
      <div class="lp-reading">
        {isPublished && (
          <InsetText>
            Pairings are published. You can still request a proposal to compare, but you can’t publish another
            one this year.
          </InsetText>
        )}
        <StartFrom {...props} />
        {conflicts.length > 0 && <Conflicts conflicts={conflicts} />}
        {preview && <PreviewedChanges {...props} preview={preview} />}
        <Form action={hrefTo('askForProposal', {})} hidden={{ ...freshKey(), from: from?.id ?? '' }}>
          <NameAndSchools values={values} errors={errors} />
          <TargetsAndQuotas {...props} />
          <FocusAndLevels {...props} />
          <Weights {...props} />
          <Limits {...props} />
          <SchoolRules {...props} />
          <ButtonGroup>
            <Button>Request a proposal</Button>
            <Button variant="secondary" name="step" value="preview">
              Preview changes
            </Button>
            <a class="govuk-link" href={hrefTo('pairing', {})}>
              Cancel
            </a>
          </ButtonGroup>
        </Form>
      </div>
    </ConsolePage>
  );
}

/** Presets: the program's settings, or those of any earlier proposal. */
function StartFrom({ from, earlier }: RequestPageProps) {
  if (earlier.length === 0) return null;
  return (
    <Form action={hrefTo('requestPage', {})} method="get">
      <Select
        name="from"
        label="Start from"
        hint="Choosing other settings here replaces what you entered below."
        empty="The program’s settings"
        options={earlier.map(({ id, name }) => ({ value: id, text: name }))}
        values={{ from: from?.id }}
      />
      <Button variant="secondary">Use these settings</Button>
    </Form>
  );
}

/** Rules that conflict, and the least that would have to change. */
const Conflicts = ({ conflicts }: Pick<RequestPageProps, 'conflicts'>) => (
  <section id="conflicts" class="lp-conflicts">
    <h2 class="govuk-heading-m">These settings conflict</h2>
    {conflicts.map(({ rules, relaxations }) => (
      <InsetText key={rules.join(' ')}>
        <Sentences sentences={rules} />
        {relaxations.map((sentence) => (
          <p key={sentence} class="govuk-body">
            <b>What you could change:</b> {sentence}
          </p>
        ))}
      </InsetText>
    ))}
  </section>
);

type PreviewedProps = RequestPageProps & { readonly preview: Preview };

/** What the settings would change. Nothing is requested yet. */
const PreviewedChanges = ({ preview: { changes, effect }, from, request, nameOf }: PreviewedProps) => (
  <InsetText>
    <h2 class="govuk-heading-m">What would change</h2>
    <p class="govuk-body">
      Compared with {from ? <>“{from.name}.”</> : 'the program’s settings.'}{' '}
      {changes.length === 0 && 'No setting is different. '}Nothing is requested yet.
    </p>
    <Sentences
      sentences={[
        ...changes.map((change) => saySettingChange(change, request.cycle.program, nameOf)),
        ...sayEffect(effect),
      ]}
    />
    {effect.plan && from && <PlanEffectWords plan={effect.plan} name={from.name} />}
  </InsetText>
);

function sayEffect({ allowed, pairs, stranded, idle }: SettingsEffect): readonly string[] {
  const names = (schools: readonly Entrant[]) => sayList(schools.map(({ name }) => name));
  return [
    `These settings allow ${sayCount(allowed)} of ${countOf(pairs, 'possible pair')}.`,
    ...(stranded.length > 0
      ? [`${countOf(stranded.length, 'partner has', 'partners have')} no possible host: ${names(stranded)}.`]
      : []),
    ...(idle.length > 0
      ? [`${countOf(idle.length, 'host has', 'hosts have')} no possible partner: ${names(idle)}.`]
      : []),
  ];
}

function PlanEffectWords({ plan, name }: { readonly plan: PlanEffect; readonly name: string }) {
  const { pairs, lost, pointsBefore, pointsAfter } = plan;
  return (
    <>
      <p class="govuk-body">
        Of the {countOf(pairs, 'pair')} in “{name},”{' '}
        {lost.length === 0 ? 'all' : sayCount(pairs - lost.length)} would still be allowed, with{' '}
        {pointsAfter === pointsBefore
          ? 'the same points'
          : `${sayPoints(pointsAfter)} instead of ${sayCount(pointsBefore)}`}
        .{lost.length > 0 && ' These wouldn’t:'}
      </p>
      <Sentences sentences={lost.map(({ host, partner }) => `${partner.name} and ${host.name}`)} />
    </>
  );
}
