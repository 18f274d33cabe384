import type { ComponentChildren } from 'preact';
import { capitalized, countOf, sayCount, sayList } from '#domain/base/wording.ts';
import type { PlanEffect, SettingsEffect } from '#domain/pairing/explain/settings-effect.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import type { SaidClash } from '#domain/pairing/scenario/scenario.ts';
import {
  quotaKinds,
  type SchoolRule,
  type SchoolRuleKind,
  type SettingChange,
  type Settings,
  schoolRuleKinds,
} from '#domain/pairing/scenario/settings.ts';
import { nounFor } from '#domain/pairing/selection/problem.ts';
import { focusRules, perfectScore, type ScorePart, scoreParts } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { freshKey } from '#http/once.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { focusRuleNames, saySchoolRule, saySettingChange, scorePartNames } from '#text/pairing-settings.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Radios, Select } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/notices.tsx';
import { TextField } from '#ui/text-field.tsx';
import { longestReason } from '../forms.ts';
import { sayPoints } from '../text.tsx';
import { quotaName, weightName } from './fields.ts';

/** An earlier proposal whose settings a request can start from. */
export type Earlier = { readonly id: string; readonly name: string };

export type Preview = { readonly changes: readonly SettingChange[]; readonly effect: SettingsEffect };

export type RequestPageProps = {
  readonly request: StaffRequest;
  /** The proposal that the settings start from; absent for the program's. */
  readonly from: Earlier | undefined;
  readonly earlier: readonly Earlier[];
  readonly base: Settings;
  /** Everything that a rule can name. */
  readonly schools: { readonly hosts: readonly Entrant[]; readonly partners: readonly Entrant[] };
  readonly nameOf: (id: string) => string;
  readonly values: Fields;
  /** The rules for schools so far. The form has room for one more. */
  readonly rules: readonly SchoolRule[];
  readonly errors: FieldErrors;
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
          <TextField
            name="name"
            label="Name"
            hint="A name you’ll recognize, like “All accepted, after the waitlist.”"
            width={30}
            autocomplete="off"
            values={values}
            errors={errors}
          />
          <Radios
            name="schools"
            label="Schools to pair"
            labelSize="s"
            small
            options={schoolOptions}
            values={values}
            errors={errors}
          />
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

/** The name of the next proposal, if the director has no better one. */
export const usualName = (proposals: number): string => `Proposal ${proposals + 1}`;

/** Which schools to pair, as the options of a form. */
export const schoolOptions = [
  {
    value: 'accepted',
    text: 'Accepted schools',
    hint: 'Places as many accepted partners as possible, with the highest total score.',
  },
  {
    value: 'reviewed',
    text: 'Choose schools from all reviewed applications',
    hint: 'Also suggests which schools to accept so that targets and quotas are met. You still make the decisions.',
  },
] as const;

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

const Sentences = ({ sentences }: { readonly sentences: readonly string[] }) => (
  <ul class="govuk-list govuk-list--bullet">
    {sentences.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);

type PreviewedProps = RequestPageProps & { readonly preview: Preview };

/** What the settings would change. Nothing is requested yet. */
const PreviewedChanges = ({ preview: { changes, effect }, from, request, nameOf }: PreviewedProps) => (
  <InsetText>
    <h2 class="govuk-heading-m">What would change</h2>
    <p class="govuk-body">
      Compared with {from ? <>“{from.name}”</> : 'the program’s settings'}.{' '}
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
        {sayPoints(pointsAfter)} instead of {sayCount(pointsBefore)}.{lost.length > 0 && ' These wouldn’t:'}
      </p>
      <Sentences sentences={lost.map(({ host, partner }) => `${partner.name} and ${host.name}`)} />
    </>
  );
}

type SectionProps = {
  readonly title: string;
  readonly hint?: ComponentChildren;
  readonly children: ComponentChildren;
};

const Section = ({ title, hint, children }: SectionProps) => (
  <section>
    <h2 class="govuk-heading-m">{title}</h2>
    {hint !== undefined && <p class="govuk-body">{hint}</p>}
    {children}
  </section>
);

type FieldsetProps = RequestPageProps;

const Amount = ({
  name,
  label,
  hint,
  suffix,
  values,
  errors,
}: Pick<FieldsetProps, 'values' | 'errors'> & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly suffix?: string;
}) => (
  <TextField
    name={name}
    label={label}
    hint={hint}
    suffix={suffix}
    width={5}
    inputmode="decimal"
    autocomplete="off"
    values={values}
    errors={errors}
  />
);

const TargetsAndQuotas = ({ request, base, values, errors }: FieldsetProps) => (
  <Section
    title="Targets and quotas"
    hint="These only count if you choose schools from all reviewed applications. Quotas are the fewest schools to accept, hosts and partners together."
  >
    <div class="lp-fields">
      <Amount name="hosts" label="Hosts to accept" values={values} errors={errors} />
      <Amount name="partners" label="Partners to accept" values={values} errors={errors} />
      {quotaKinds(request.cycle.program, base, levels).map((counted) => (
        <Amount
          key={quotaName(counted)}
          name={quotaName(counted)}
          label={`${capitalized(nounFor(2, counted))}, at least`}
          values={values}
          errors={errors}
        />
      ))}
    </div>
  </Section>
);

const focusHints = {
  'one-each':
    'All partners of a host named the area that it works on. This makes groups that learn about one thing.',
  shared: 'The host offers an area that the partner named. A host’s partners may work on different areas.',
  weight: 'Some pairs may share no focus area at all.',
} as const;

const FocusAndLevels = ({ values, errors }: FieldsetProps) => (
  <Section title="Focus areas and grade levels">
    <Radios
      name="focus"
      label="How focus areas count"
      labelSize="s"
      small
      options={focusRules.toReversed().map((rule) => ({
        value: rule,
        text: focusRuleNames[rule],
        hint: focusHints[rule],
      }))}
      values={values}
      errors={errors}
    />
    <Radios
      name="levels"
      label="Grade levels of a host’s partners"
      labelSize="s"
      small
      options={[
        { value: 'one', text: 'All share one level' },
        { value: 'mixed', text: 'Levels may mix', hint: 'Pairs are never two levels apart.' },
      ]}
      values={values}
      errors={errors}
    />
  </Section>
);

/** What a higher weight does, in one line. */
const weightHints: Readonly<Record<ScorePart, string>> = {
  focusArea: 'Higher: more partners get a host that offers their first choice.',
  level: 'Higher: more pairs serve the same grade level instead of neighboring ones.',
  distance: 'Higher: shorter trips.',
  demographics: 'Higher: more pairs serve similar students.',
  region: 'Higher: more pairs are in the same region.',
};

const Weights = ({ values, errors }: FieldsetProps) => (
  <Section
    title="What counts most"
    hint="Only the proportions matter: 40 counts twice as much as 20. A weight of 0 means it doesn’t count."
  >
    <div class="lp-fields">
      {scoreParts.map((part) => (
        <Amount
          key={part}
          name={weightName(part)}
          label={scorePartNames[part]}
          hint={weightHints[part]}
          values={values}
          errors={errors}
        />
      ))}
    </div>
  </Section>
);

const Limits = ({ request, values, errors }: FieldsetProps) => (
  <Section title="Limits" hint="Leave a field empty for no limit.">
    <Amount
      name="distance"
      label="Farthest distance of a pair"
      suffix={request.cycle.program.distanceUnit}
      values={values}
      errors={errors}
    />
    <Amount
      name="leastScore"
      label="Lowest score of a pair"
      hint={`Out of ${sayCount(perfectScore)}. A high limit can leave partners without a host.`}
      suffix="points"
      values={values}
      errors={errors}
    />
  </Section>
);

const kindHints: Readonly<Record<SchoolRuleKind, string>> = {
  locks: 'Keep together',
  bans: 'Keep apart',
  exceptions: 'Exception: allow a pair without a shared focus area',
  places: 'Places: change how many partners a host takes',
  focus: 'Focus: choose the focus area that a host works on',
};

/** The rules so far, each with a box to remove it, and fields for one more. */
const SchoolRules = (props: FieldsetProps) => {
  const { request, rules, schools, values, errors, nameOf } = props;
  const { program } = request.cycle;
  return (
    <Section title="Rules for schools">
      {rules.length > 0 && (
        <ul class="govuk-list lp-rules">
          {rules.map((rule, index) => (
            <RuleRow
              key={`rule ${index}`}
              rule={rule}
              index={index}
              words={saySchoolRule(rule, program, nameOf)}
            />
          ))}
        </ul>
      )}
      <Select
        name="ruleKind"
        label={rules.length > 0 ? 'Add another rule' : 'Add a rule'}
        hint="To add more than one, preview the changes after each."
        empty="No rule"
        options={schoolRuleKinds.map((kind) => ({ value: kind, text: kindHints[kind] }))}
        values={values}
        errors={errors}
      />
      <Select
        name="rulePartner"
        label="Partner"
        empty="Choose a partner"
        options={optionsOf(schools.partners)}
        values={values}
        errors={errors}
      />
      <Select
        name="ruleHost"
        label="Host"
        empty="Choose a host"
        options={optionsOf(schools.hosts)}
        values={values}
        errors={errors}
      />
      <TextField
        name="ruleReason"
        label="Reason"
        hint="Saved with the proposal, in case anyone asks later."
        maxLength={longestReason}
        autocomplete="off"
        values={values}
        errors={errors}
      />
      <Amount
        name="rulePrice"
        label="Price of an exception"
        hint="Points to take off the pair’s score. With a high price, the pair is used only if nothing else works."
        suffix="points"
        values={values}
        errors={errors}
      />
      <Amount
        name="rulePlaces"
        label="Number of places"
        hint="How many partners the host takes."
        values={values}
        errors={errors}
      />
      <Select
        name="ruleFocus"
        label="Focus area of the host"
        empty="Choose a focus area"
        options={program.focusAreas.map(({ id, name }) => ({ value: id, text: name }))}
        values={values}
        errors={errors}
      />
    </Section>
  );
};

const optionsOf = (schools: readonly Entrant[]) =>
  schools.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ id, name }) => ({ value: id, text: name }));

type RuleRowProps = {
  readonly rule: SchoolRule;
  readonly index: number;
  readonly words: string;
};

const RuleRow = ({ rule, index, words }: RuleRowProps) => {
  const id = `ruleRemoved-${index}`;
  return (
    <li>
      <p class="govuk-body">{capitalized(words)}</p>
      {Object.entries(entryFields(rule)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="govuk-checkboxes govuk-checkboxes--small">
        <div class="govuk-checkboxes__item">
          <input
            class="govuk-checkboxes__input"
            id={id}
            name="ruleRemoved"
            type="checkbox"
            value={String(index)}
          />
          <label class="govuk-label govuk-checkboxes__label" for={id}>
            Remove<span class="govuk-visually-hidden"> this rule: {words}</span>
          </label>
        </div>
      </div>
    </li>
  );
};

/** A rule as one entry of the lists of fields. */
const entryFields = (rule: SchoolRule) => ({
  ruleKind: rule.kind,
  rulePartner: 'partner' in rule ? rule.partner : '',
  ruleHost: rule.host,
  ruleReason: rule.reason,
  rulePrice: rule.kind === 'exceptions' ? String(rule.pricePoints ?? 0) : '',
  rulePlaces: rule.kind === 'places' ? String(rule.places) : '',
  ruleFocus: rule.kind === 'focus' ? rule.focus : '',
});
