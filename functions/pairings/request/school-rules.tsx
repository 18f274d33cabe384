import { capitalized } from '#domain/base/wording.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import { type SchoolRule, type SchoolRuleKind, schoolRuleKinds } from '#domain/pairing/scenario/settings.ts';
import { saySchoolRule } from '#text/pairing-settings.ts';
import { Select } from '#ui/choices.tsx';
import { TextField } from '#ui/text-field.tsx';
import { longestReason } from '../forms.ts';
import { entryFields } from './rule-fields.ts';
import { Amount, Section, type SettingFieldsProps } from './setting-fields.tsx';

const kindHints: Readonly<Record<SchoolRuleKind, string>> = {
  locks: 'Keep together',
  bans: 'Keep apart',
  exceptions: 'Exception: allow a pair without a shared focus area',
  places: 'Places: change how many partners a host takes',
  focus: 'Focus: choose the focus area that a host works on',
};

export type SchoolRulesProps = SettingFieldsProps & {
  /** Everything that a rule can name. */
  readonly schools: { readonly hosts: readonly Entrant[]; readonly partners: readonly Entrant[] };
  readonly nameOf: (id: string) => string;
  /** The rules for schools so far. The form has room for one more. */
  readonly rules: readonly SchoolRule[];
};

/** The rules so far, each with a box to remove it, and fields for one more. */
export const SchoolRules = (props: SchoolRulesProps) => {
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
        hint="Only for a rule about a pair."
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
        hint="Points to take off the pair’s score. With a high price, the pair is used only if nothing else works. A pair that’s kept together has no price."
        suffix="points"
        values={values}
        errors={errors}
      />
      <Amount
        name="rulePlaces"
        label="Number of places"
        hint="Only for a rule about places: how many partners the host takes."
        values={values}
        errors={errors}
      />
      <Select
        name="ruleFocus"
        label="Focus area of the host"
        hint="Only for a rule about the host’s focus."
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
