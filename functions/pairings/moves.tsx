import { isRefusal, refuse } from '../../shared/domain/base/change.ts';
import {
  type BoardRefusal,
  type MoveRefusal,
  movePartner as move,
  undoMove as undo,
} from '../../shared/domain/pairing/scenario/move.ts';
import {
  currentPairing,
  type ProposedScenario,
  pairedProblem,
} from '../../shared/domain/pairing/scenario/scenario.ts';
import { scoreOf } from '../../shared/domain/pairing/score.ts';
import { type Answer, seeOther } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { boardWithTrouble } from './board.tsx';
import { store } from './context.ts';
import { moveFields, nowhere } from './forms.ts';
import { moveRefusalWords } from './move-form.tsx';
import { noScenario, notDone } from './refusals.tsx';
import { type AboutProposal, reviseScenario, withProposal } from './scenarios.ts';

/** Moves a partner, but only in the version whose costs the user saw. */
export const movePartner = withProposal(async (request) => {
  const { scenario, cycle, staff, now, fields } = request;
  const checked = check(moveFields, fields);
  if (checked.errors)
    return boardWithTrouble(request, scenario, fields, {
      status: 422,
      title: 'Some answers need your attention',
      errors: checked.errors,
    });
  const { partner, host, reason, version } = checked.value;
  const published = await store.publishedPairing(cycle.id);
  const outcome = await reviseScenario<ProposedScenario, MoveRefusal | 'changed'>(
    cycle.id,
    scenario.id,
    (current) => {
      if (version !== -1 && version !== current.version) return refuse('changed');
      if (current.state !== 'proposed') return refuse('not-proposed');
      const to = host === nowhere ? {} : { to: host };
      const pricePoints = priceAlone(current, partner, host);
      return move(current, { partner, ...to, reason, pricePoints }, staff, now, published);
    },
  );
  if (!outcome) return noScenario(staff);
  if (isRefusal<MoveRefusal | 'changed'>(outcome)) return notMoved(request, outcome.refused);
  return seeOther(hrefTo('board', { scenario: scenario.id }, { done: 'moved' }), {
    partner,
    host: host === nowhere ? null : host,
    version: outcome.version,
  });
});

/** The points the current plan loses if only this partner moves. */
function priceAlone(scenario: ProposedScenario, partnerId: string, hostId: string): number {
  const { hosts, partners, rules } = pairedProblem(scenario);
  const partner = partners.find(({ id }) => id === partnerId);
  const pointsAt = (id: string | undefined) => {
    const host = hosts.find((one) => one.id === id);
    return (host && partner && scoreOf(rules, host, partner)?.total) ?? 0;
  };
  const here = currentPairing(scenario).pairs.find((pair) => pair.partner === partnerId)?.host;
  return pointsAt(here) - pointsAt(hostId);
}

/** Says why the move wasn't made, and shows the current costs. */
async function notMoved(request: AboutProposal, refused: MoveRefusal | 'changed'): Promise<Answer> {
  const { scenario, cycle, staff, fields } = request;
  const [current, published] = await Promise.all([
    store.scenario(cycle.id, scenario.id),
    store.publishedPairing(cycle.id),
  ]);
  if (current?.state !== 'proposed') return noScenario(staff);
  if (refused === 'changed')
    return boardWithTrouble(request, current, fields, {
      status: 409,
      title: 'Someone changed the plan, so your move wasn’t made. Check the costs and try again.',
    });
  if (refused === 'published')
    return boardWithTrouble(
      request,
      current,
      {},
      {
        status: 409,
        title: `${published?.publishedBy.name ?? 'Someone'} published the pairings, so you can no longer move partners.`,
        published,
      },
    );
  return boardWithTrouble(request, current, fields, {
    status: 422,
    title: moveRefusalWords[refused],
    errors: { [refused === 'no-reason' ? 'reason' : 'host']: moveRefusalWords[refused] },
  });
}

export const undoMove = withProposal(async ({ scenario, cycle, staff, now }) => {
  const published = await store.publishedPairing(cycle.id);
  const outcome = await reviseScenario<ProposedScenario, BoardRefusal | 'nothing-moved'>(
    cycle.id,
    scenario.id,
    (current) => undo(current, staff, now, published),
  );
  if (!outcome) return noScenario(staff);
  const back = { href: hrefTo('board', { scenario: scenario.id }), text: 'Back to Edit pairings' };
  if (isRefusal<BoardRefusal | 'nothing-moved'>(outcome))
    return notDone(
      staff,
      { status: 409, title: 'No move was undone', detail: undoRefusalWords[outcome.refused] },
      back,
    );
  return seeOther(hrefTo('board', { scenario: scenario.id }, { done: 'undone' }), {
    version: outcome.version,
  });
});

const undoRefusalWords = {
  'not-proposed': 'There’s no proposal to change.',
  published: 'Pairings are published, so the plan can’t change.',
  'nothing-moved': 'There are no moves to undo.',
} as const;
