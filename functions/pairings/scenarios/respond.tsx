import * as v from 'valibot';
import { gapsOf, supplyOf, supplyStages } from '#domain/admission/supply.ts';
import { isRefusal } from '#domain/base/change.ts';
import { figuresOf } from '#domain/pairing/explain/compare.ts';
import { type Asking, askForProposal as ask } from '#domain/pairing/scenario/ask.ts';
import { acceptedEntrants, candidateEntrants } from '#domain/pairing/scenario/entrants.ts';
import { stateOf } from '#domain/program/cycle.ts';
import { seeOther, showErrors, showPage } from '#http/answer.ts';
import { check, type FieldErrors } from '#http/fields.ts';
import { idFrom, keyReused } from '#http/once.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { forStaff, store } from '../access.ts';
import { askFields } from '../forms.ts';
import { PairingPage, type PairingPageProps } from './page.tsx';

/** Supply and demand, all proposals, and the form to request another. */
export const pairing = forStaff(['director'], async (request) => {
  const props = await propsOf(request, {});
  const { stage, supply, gaps, figures, published } = props;
  return showPage(<PairingPage {...props} />, {
    stage,
    supply,
    gaps,
    scenarios: figures,
    published: published?.scenario ?? null,
  });
});

async function propsOf(request: StaffRequest, errors: FieldErrors): Promise<PairingPageProps> {
  const { cycle, query, now } = request;
  const [summaries, scenarios, published] = await Promise.all([
    store.summaries(cycle.id),
    store.scenarios(cycle.id),
    store.publishedPairing(cycle.id),
  ]);
  // After the deadline, accepted schools are what counts.
  const usual = stateOf(cycle, now) === 'closed' ? 'accepted' : 'applied';
  const stage = v.parse(v.fallback(v.picklist(supplyStages), usual), query.get('of'));
  return {
    request,
    stage,
    supply: supplyOf(summaries, cycle.program, stage),
    gaps: gapsOf(summaries, cycle.program, stage),
    figures: scenarios.map(figuresOf),
    published,
    errors,
  };
}

const again = async (request: StaffRequest, errors: FieldErrors) =>
  showErrors(<PairingPage {...(await propsOf(request, errors))} />, errors);

/** Requests a proposal. The solver answers a moment later, and the director gets a letter. */
export const askForProposal = forStaff(['director'], async (request) => {
  const { cycle, staff, now, fields } = request;
  const checked = check(askFields, fields);
  if (checked.errors) return again(request, checked.errors);
  const { name, schools } = checked.value;
  const asking = { id: idFrom(`${cycle.id} ${staff.email}`, checked.value, 10), cycleId: cycle.id, name };
  const outcome = ask({ ...asking, ...(await askedAbout(request, schools)) }, staff, now);
  if (isRefusal(outcome)) return again(request, { schools: emptySideWords[outcome.refused] });
  if ((await store.commitScenario(outcome)) === 'conflict') {
    const before = await store.scenario(cycle.id, asking.id);
    if (before?.name !== name || before.selects !== (schools === 'reviewed')) return keyReused(request);
  }
  return seeOther(hrefTo('proposal', { scenario: asking.id }), { scenario: asking.id, name });
});

async function askedAbout(
  { cycle: { id, program } }: StaffRequest,
  schools: 'accepted' | 'reviewed',
): Promise<Pick<Asking, 'problem' | 'selection'>> {
  const applications = await store.applications(id);
  const rulings = { locks: [], bans: [] };
  if (schools === 'accepted')
    return { problem: { ...acceptedEntrants(applications, program), rules: program.pairing, ...rulings } };
  const { entrants, selection } = candidateEntrants(applications, program);
  return { problem: { ...entrants, rules: program.pairing, ...rulings }, selection };
}

const emptySideWords = {
  'no-hosts': 'None of these schools is a host yet, so there’s nothing to pair',
  'no-partners': 'None of these schools is a partner yet, so there’s nothing to pair',
} as const;
