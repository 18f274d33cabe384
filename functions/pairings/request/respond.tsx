import { isRefusal } from '#domain/base/change.ts';
import { effectOf } from '#domain/pairing/explain/settings-effect.ts';
import { askForProposal as ask } from '#domain/pairing/scenario/ask.ts';
import { candidateEntrants } from '#domain/pairing/scenario/entrants.ts';
import type { Scenario } from '#domain/pairing/scenario/scenario.ts';
import {
  programSettings,
  type Requested,
  requestFor,
  requestProblems,
  type Settings,
  schoolRulesOf,
  settingChanges,
  settingsOf,
} from '#domain/pairing/scenario/settings.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { check, type FieldErrors, type Fields } from '#http/fields.ts';
import { idFrom, keyReused } from '#http/once.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { sayRequestProblem } from '#text/pairing-settings.ts';
import { forStaff, store } from '../access.ts';
import { noScenario } from '../refusals.tsx';
import { askFields, settingsFrom, valuesOf } from './fields.ts';
import { RequestPage, type RequestPageProps } from './page.tsx';
import { earlierRules, ruleNames } from './rule-fields.ts';
import { usualName } from './setting-fields.tsx';

/** What a request depends on, besides its form. */
type Around = {
  readonly applications: Awaited<ReturnType<typeof store.applications>>;
  readonly scenarios: readonly Scenario[];
  readonly isPublished: boolean;
  /** The proposal that the settings start from. */
  readonly from: Scenario | undefined;
  readonly base: Settings;
};

/** Undefined if `from` names no proposal. */
async function aroundOf({ cycle: { id, program } }: StaffRequest, from: string): Promise<Around | undefined> {
  const [applications, scenarios, published] = await Promise.all([
    store.applications(id),
    store.scenarios(id),
    store.publishedPairing(id),
  ]);
  const scenario = scenarios.find((one) => one.id === from);
  if (from !== '' && !scenario) return undefined;
  return {
    applications,
    scenarios,
    isPublished: published !== undefined,
    from: scenario,
    base: scenario ? settingsOf(scenario, program) : programSettings(program),
  };
}

/** The names of all schools that a request or an earlier proposal knows, by ID. */
function namesIn({ applications, from }: Around): (id: string) => string {
  const earlier = from ? [...from.problem.hosts, ...from.problem.partners] : [];
  const schools = [...earlier, ...applications.map(({ school }) => school)];
  const names = new Map(schools.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

type Filled = Pick<RequestPageProps, 'values' | 'rules'> &
  Partial<Pick<RequestPageProps, 'errors' | 'conflicts' | 'preview'>>;

function propsOf(request: StaffRequest, around: Around, filled: Filled): RequestPageProps {
  const { applications, scenarios, isPublished, from, base } = around;
  return {
    request,
    from,
    earlier: scenarios,
    base,
    schools: candidateEntrants(applications, request.cycle.program).entrants,
    nameOf: namesIn(around),
    isPublished,
    errors: {},
    conflicts: [],
    preview: undefined,
    ...filled,
  };
}

/** Fields that a link to this page can fill in, such as the rule that a remedy needs. */
const linked = ['schools', ...ruleNames];

/** The form for a request. It starts with the program's settings, or with those of the proposal `from`. */
export const requestPage = forStaff(['director'], async (request) => {
  const { query, cycle, staff } = request;
  const around = await aroundOf(request, query.get('from') ?? '');
  if (!around) return noScenario(staff);
  const { base } = around;
  const given = linked.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const values = {
    name: query.get('name') ?? usualName(around.scenarios.length),
    ...valuesOf(base, cycle.program),
    ...Object.fromEntries(given),
  };
  return showPage(<RequestPage {...propsOf(request, around, { values, rules: schoolRulesOf(base) })} />, {
    from: around.from?.id ?? null,
    settings: base,
  });
});

/** Requests a proposal, or shows what its settings would change. The solver answers a moment later, and the director gets a letter. */
export const askForProposal = forStaff(['director'], async (request) => {
  const { cycle, staff, fields, now } = request;
  const { program } = cycle;
  const from = typeof fields.from === 'string' ? fields.from : '';
  const around = await aroundOf(request, from);
  if (!around) return noScenario(staff);
  const checked = check(askFields, fields);
  const settings = checked.value && settingsFrom(checked.value, fields, around.base, program);
  const errors = checked.errors ?? settings?.errors;
  if (!checked.value || !settings?.value || errors) return wrong(request, around, errors ?? {});

  const { name, step } = checked.value;
  const asked = requestFor(settings.value, around.applications, program);
  const asking = {
    id: idFrom(`${cycle.id} ${staff.email}`, checked.value, 10),
    cycleId: cycle.id,
    name,
    ...asked,
  };
  const outcome = ask(asking, staff, now);
  if (isRefusal(outcome)) return wrong(request, around, { schools: emptySideWords[outcome.refused] });
  const conflicts = conflictsIn(asked, request, around);
  if (step === 'preview') return preview(request, around, settings.value, asked, conflicts);
  if (conflicts.length > 0) return conflicting(request, around, settings.value, conflicts);
  if ((await store.commitScenario(outcome)) === 'conflict') {
    const before = await store.scenario(cycle.id, asking.id);
    const isSame =
      before?.name === outcome.after.name &&
      settingChanges(settingsOf(before, program), settings.value).length === 0;
    if (!isSame) return keyReused(request);
  }
  return seeOther(hrefTo('proposal', { scenario: asking.id }), { scenario: asking.id, name });
});

const emptySideWords = {
  'no-hosts': 'None of these schools is a host yet, so there’s nothing to pair',
  'no-partners': 'None of these schools is a partner yet, so there’s nothing to pair',
} as const;

const conflictsIn = (asked: Requested, { cycle: { program } }: StaffRequest, around: Around) =>
  requestProblems(asked).map((fault) => sayRequestProblem(fault, asked.problem, program, namesIn(around)));

/** The form with its errors. Its last rule stays in the fields for one more. */
function wrong(request: StaffRequest, around: Around, errors: FieldErrors): Answer {
  const { fields, cycle } = request;
  const last = Object.fromEntries(ruleNames.map((name) => [name, listOf(fields[name]).at(-1) ?? '']));
  const values = { ...valuesOf(around.base, cycle.program), ...fields, ...last, ruleRemoved: [] };
  const rules = earlierRules(fields, around.base);
  return showErrors(<RequestPage {...propsOf(request, around, { values, rules, errors })} />, errors);
}

const listOf = (value: Fields[string] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** The values of a form whose settings are complete: its rules are rows now, and the fields for one more are empty. */
const settled = (request: StaffRequest, settings: Settings): Filled => ({
  values: { name: textIn(request.fields, 'name'), ...valuesOf(settings, request.cycle.program) },
  rules: schoolRulesOf(settings),
});

const textIn = (fields: Fields, name: string): string => listOf(fields[name])[0] ?? '';

type Conflicts = RequestPageProps['conflicts'];

/** The form with the settings that conflict. Nothing is requested. */
function conflicting(
  request: StaffRequest,
  around: Around,
  settings: Settings,
  conflicts: Conflicts,
): Answer {
  const props = propsOf(request, around, { ...settled(request, settings), conflicts });
  return showProblem(<RequestPage {...props} />, {
    status: 422,
    title: 'These settings conflict',
    errors: conflicts.map(({ rules, relaxations }) => ({
      field: 'conflicts',
      detail: [...rules, ...relaxations].join(' '),
    })),
    conflicts,
  });
}

/** The form with what its settings would change. Nothing is requested. */
function preview(
  request: StaffRequest,
  around: Around,
  settings: Settings,
  { problem }: Requested,
  conflicts: Conflicts,
): Answer {
  const { from, base } = around;
  const changes = settingChanges(base, settings);
  const effect = effectOf(problem, from?.state === 'proposed' ? from : undefined);
  const props = propsOf(request, around, {
    ...settled(request, settings),
    conflicts,
    preview: { changes, effect },
  });
  const idsOf = (schools: readonly { readonly id: string }[]) => schools.map(({ id }) => id);
  return showPage(<RequestPage {...props} />, {
    settings,
    changes,
    conflicts,
    effect: {
      allowed: effect.allowed,
      pairs: effect.pairs,
      withoutHost: idsOf(effect.stranded),
      withoutPartner: idsOf(effect.idle),
      ...(effect.plan && {
        plan: {
          ...effect.plan,
          lost: effect.plan.lost.map(({ host, partner }) => ({ host: host.id, partner: partner.id })),
        },
      }),
    },
  });
}
