import { randomBytes } from 'node:crypto';
import { isRefusal, refuse } from '#domain/base/change.ts';
import { askAround as ask } from '#domain/pairing/scenario/ask.ts';
import {
  type BoardRefusal,
  type MoveRefusal,
  movePartner as move,
  undoMove as undo,
} from '#domain/pairing/scenario/move.ts';
import {
  addRuling as add,
  liftRuling as lift,
  type RulingRefusal,
} from '#domain/pairing/scenario/rulings.ts';
import {
  currentPairing,
  type ImpossibleScenario,
  type ProposedScenario,
  pairedProblem,
} from '#domain/pairing/scenario/scenario.ts';
import { scoreOf } from '#domain/pairing/score.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import { check, type FieldErrors } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { store } from '../access.ts';
import { moveFields, nowhere, pairFields, rulingFields } from '../forms.ts';
import { noScenario } from '../refusals.tsx';
import {
  type AboutProposal,
  type AboutScenario,
  reviseScenario,
  withProposal,
  withScenario,
} from '../scenario-access.ts';
import { type Done, done } from '../text.tsx';
import { moveRefusalWords } from './move-form.tsx';
import { boardWithTrouble } from './respond.tsx';

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
  if (isRefusal(outcome)) return notMoved(request, outcome.refused);
  return seeOther(hrefTo('board', { scenario: scenario.id }, done('moved')), {
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
  if (isRefusal(outcome))
    return staffProblem(staff, {
      status: 409,
      title: 'No move was undone',
      detail: undoRefusalWords[outcome.refused],
      to: back,
    });
  return seeOther(hrefTo('board', { scenario: scenario.id }, done('undone')), {
    version: outcome.version,
  });
});

const undoRefusalWords = {
  'not-proposed': 'There’s no proposal to change.',
  published: 'Pairings are published, so the plan can’t change.',
  'nothing-moved': 'There are no moves to undo.',
} as const;

type Answered = ProposedScenario | ImpossibleScenario;

/** Adds a rule for a pair. It applies to moves at once, and to the plan after the next request. */
export const addRuling = withScenario(async (request) => {
  const { scenario, cycle, staff, now, fields } = request;
  const checked = check(rulingFields, fields);
  if (checked.errors) return wrong(request, checked.errors);
  const { kind, ...ruling } = checked.value;
  if (ruling.host === nowhere)
    return wrong(request, { host: 'Choose a host. A rule applies to one host and one partner.' });
  const published = await store.publishedPairing(cycle.id);
  const outcome = await reviseScenario<Answered, RulingRefusal>(cycle.id, scenario.id, (current) =>
    add(current, kind, ruling, staff, now, published),
  );
  if (!outcome) return noScenario(staff);
  if (!isRefusal(outcome))
    return seeOther(pageAfter(outcome, kind), { kind, ...ruling, version: outcome.version });
  const { refused } = outcome;
  return refused === 'published' || refused === 'not-proposed'
    ? notRuled(request, refused)
    : wrong(request, { [refused === 'no-reason' ? 'reason' : 'host']: rulingRefusalWords[refused] });
});

const pageAfter = ({ state, id }: Answered, what: Done): string =>
  state === 'proposed' ? hrefTo('board', { scenario: id }, done(what)) : hrefTo('proposal', { scenario: id });

/** Shows errors on the board. A scenario without a solution has no board, so it gets a page of its own. */
function wrong(request: AboutScenario, errors: FieldErrors): Answer | Promise<Answer> {
  const { scenario, staff, fields } = request;
  const title = 'Some answers need your attention';
  if (scenario.state === 'proposed')
    return boardWithTrouble(request, scenario, fields, { status: 422, title, errors });
  return staffProblem(staff, {
    status: 422,
    title,
    detail: Object.values(errors).join(' '),
    to: { href: hrefTo('proposal', { scenario: scenario.id }), text: 'Back to the proposal' },
  });
}

const rulingRefusalWords = {
  'unknown-school': 'This host isn’t in the plan. Choose one from the list.',
  'no-reason': 'Enter a reason. It’s saved with the plan.',
  locked: 'The partner already has a “keep together” rule. Remove it first.',
  banned: 'These schools already have a “keep apart” rule. Remove it first.',
  'levels-apart': 'Their grade levels or locations are too far apart',
  'host-full': 'This host already has as many “keep together” partners as places',
} as const;

const notRuled = ({ staff, scenario }: AboutScenario, refused: BoardRefusal): Answer =>
  staffProblem(staff, {
    status: 409,
    title: 'The rules weren’t changed',
    detail:
      refused === 'published'
        ? 'Pairings are published, so the plan can’t change.'
        : 'This proposal isn’t ready yet.',
    to: { href: hrefTo('proposal', { scenario: scenario.id }), text: 'See its status' },
  });

export const liftRuling = withScenario(async (request) => {
  const { scenario, cycle, staff, now, fields } = request;
  const checked = check(pairFields, fields);
  if (checked.errors) return wrong(request, checked.errors);
  const published = await store.publishedPairing(cycle.id);
  const outcome = await reviseScenario<Answered, BoardRefusal | 'not-ruled'>(
    cycle.id,
    scenario.id,
    (current) => lift(current, checked.value, staff, now, published),
  );
  if (!outcome) return noScenario(staff);
  if (!isRefusal(outcome))
    return seeOther(pageAfter(outcome, 'lifted'), { ...checked.value, version: outcome.version });
  if (outcome.refused !== 'not-ruled') return notRuled(request, outcome.refused);
  return staffProblem(staff, {
    status: 409,
    title: 'No rule was removed',
    detail: 'This rule has already been removed.',
    to: { href: hrefTo('proposal', { scenario: scenario.id }), text: 'See its status' },
  });
});

type AroundRefusal = 'not-proposed' | 'nothing-ruled' | 'no-hosts' | 'no-partners';

/** Requests a new proposal with the current rules. Both scenarios are kept. */
export const askAround = withScenario(async (request) => {
  const { scenario, staff, now } = request;
  const outcome = ask(scenario, randomBytes(5).toString('hex'), staff, now);
  if (isRefusal(outcome))
    return staffProblem(staff, {
      status: 409,
      title: 'No proposal was requested',
      detail: aroundRefusalWords[outcome.refused],
      to: { href: hrefTo('proposal', { scenario: scenario.id }), text: 'See its status' },
    });
  await store.commitScenario(outcome);
  const { id, name } = outcome.after;
  return seeOther(hrefTo('proposal', { scenario: id }), { scenario: id, name });
});

const aroundRefusalWords: Readonly<Record<AroundRefusal, string>> = {
  'not-proposed': 'This proposal isn’t ready yet.',
  'nothing-ruled': 'The rules haven’t changed, so the result would be the same.',
  'no-hosts': 'There are no hosts to pair.',
  'no-partners': 'There are no partners to pair.',
};
