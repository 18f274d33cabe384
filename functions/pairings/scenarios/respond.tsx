import * as v from 'valibot';
import { unconfirmedPlaces } from '#domain/admission/place.ts';
import { gapsOf, supplyOf, supplyStages } from '#domain/admission/supply.ts';
import { figuresOf } from '#domain/pairing/explain/compare.ts';
import { stateOf } from '#domain/program/cycle.ts';
import { showPage } from '#http/answer.ts';
import type { StaffRequest } from '#http/staff-access.tsx';
import { forStaff, store } from '../access.ts';
import { PairingPage, type PairingPageProps } from './page.tsx';

/** Supply and demand, all proposals, and the form to request another. */
export const pairing = forStaff(['director'], async (request) => {
  const props = await propsOf(request);
  const { stage, supply, gaps, figures, published, unconfirmed } = props;
  return showPage(<PairingPage {...props} />, {
    stage,
    supply,
    gaps,
    unconfirmed,
    scenarios: figures,
    published: published?.scenario ?? null,
  });
});

async function propsOf(request: StaffRequest): Promise<PairingPageProps> {
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
    unconfirmed: unconfirmedPlaces(summaries),
    figures: scenarios.map(figuresOf),
    published,
  };
}
