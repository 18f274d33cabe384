import type { ComponentChildren } from 'preact';
import { capitalized, sayCount } from '#domain/base/wording.ts';
import { quotaKinds, type Settings } from '#domain/pairing/scenario/settings.ts';
import { nounFor } from '#domain/pairing/selection/problem.ts';
import { focusRules, perfectScore, type ScorePart, scoreParts } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import type { FieldErrors, Fields } from '#http/fields.ts';
import type { StaffRequest } from '#http/staff-access.tsx';
import { focusRuleNames, scorePartNames } from '#text/pairing-settings.ts';
import { Radios } from '#ui/choices.tsx';
import { TextField } from '#ui/text-field.tsx';
import { quotaName, weightName } from './fields.ts';

export type SettingFieldsProps = {
  readonly request: StaffRequest;
  /** The settings that the form starts from. */
  readonly base: Settings;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

type Typed = { readonly values: Fields; readonly errors?: FieldErrors | undefined };

/** The name of the next proposal, if the director has no better one. */
export const usualName = (proposals: number): string => `Proposal ${proposals + 1}`;

const schoolOptions = [
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

/** The fields that every request needs. */
export const NameAndSchools = ({ values, errors }: Typed) => (
  <>
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
  </>
);

type SectionProps = {
  readonly title: string;
  readonly hint?: ComponentChildren;
  readonly children: ComponentChildren;
};

export const Section = ({ title, hint, children }: SectionProps) => (
  <section>
    <h2 class="govuk-heading-m">{title}</h2>
    {hint !== undefined && <p class="govuk-body">{hint}</p>}
    {children}
  </section>
);

export const Amount = ({
  name,
  label,
  hint,
  suffix,
  values,
  errors,
}: Typed & {
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

export const TargetsAndQuotas = ({ request, base, values, errors }: SettingFieldsProps) => (
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

export const FocusAndLevels = ({ values, errors }: Typed) => (
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

export const Weights = ({ values, errors }: Typed) => (
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

export const Limits = ({ request, values, errors }: SettingFieldsProps) => (
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
