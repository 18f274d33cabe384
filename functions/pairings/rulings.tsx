import { randomBytes } from 'node:crypto';
import { isRefusal } from '../../shared/domain/base/change.ts';
import { askAround as ask } from '../../shared/domain/pairing/scenario/ask.ts';
import type { BoardRefusal } from '../../shared/domain/pairing/scenario/move.ts';
import {
  addRuling as add,
  liftRuling as lift,
  type RulingRefusal,
} from '../../shared/domain/pairing/scenario/rulings.ts';
import type { ImpossibleScenario, ProposedScenario } from '../../shared/domain/pairing/scenario/scenario.ts';
import { type Answer, seeOther } from '../http/answer.ts';
import { check, type FieldErrors } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { boardWithTrouble } from './board.tsx';
import { store } from './context.ts';
import { nowhere, pairFields, rulingFields } from './forms.ts';
import { noScenario, notDone } from './refusals.tsx';
import { type AboutScenario, reviseScenario, withScenario } from './scenarios.ts';

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
  if (!isRefusal<RulingRefusal>(outcome))
    return seeOther(pageAfter(outcome, kind), { kind, ...ruling, version: outcome.version });
  const { refused } = outcome;
  return refused === 'published' || refused === 'not-proposed'
    ? notRuled(request, refused)
    : wrong(request, { [refused === 'no-reason' ? 'reason' : 'host']: rulingRefusalWords[refused] });
});

const pageAfter = ({ state, id }: Answered, done: string): string =>
  state === 'proposed' ? hrefTo('board', { scenario: id }, { done }) : hrefTo('proposal', { scenario: id });

/** Shows errors on the board. A scenario without a solution has no board, so it gets a page of its own. */
function wrong(request: AboutScenario, errors: FieldErrors): Answer | Promise<Answer> {
  const { scenario, staff, fields } = request;
  const title = 'Some answers need your attention';
  if (scenario.state === 'proposed')
    return boardWithTrouble(request, scenario, fields, { status: 422, title, errors });
  return notDone(
    staff,
    { status: 422, title, detail: Object.values(errors).join(' ') },
    { href: hrefTo('proposal', { scenario: scenario.id }), text: 'Back to the proposal' },
  );
}

const rulingRefusalWords = {
  'unknown-school': 'This host isn’t in the plan. Choose one from the list.',
  'no-reason': 'Enter a reason. It’s saved with the plan.',
  locked: 'The partner already has a “keep together” rule. Remove it first.',
  banned: 'These schools already have a “keep apart” rule. Remove it first.',
  'levels-apart': 'Their grade levels are too far apart',
  'host-full': 'This host already has as many “keep together” partners as places',
} as const;

const notRuled = ({ staff, scenario }: AboutScenario, refused: BoardRefusal): Answer =>
  notDone(
    staff,
    {
      status: 409,
      title: 'The rules weren’t changed',
      detail:
        refused === 'published'
          ? 'Pairings are published, so the plan can’t change.'
          : 'This proposal isn’t ready yet.',
    },
    { href: hrefTo('proposal', { scenario: scenario.id }), text: 'See its status' },
  );

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
  if (!isRefusal<BoardRefusal | 'not-ruled'>(outcome))
    return seeOther(pageAfter(outcome, 'lifted'), { ...checked.value, version: outcome.version });
  if (outcome.refused !== 'not-ruled') return notRuled(request, outcome.refused);
  return notDone(
    staff,
    {
      status: 409,
      title: 'No rule was removed',
      detail: 'This rule has already been removed.',
    },
    { href: hrefTo('board', { scenario: scenario.id }), text: 'Back to Edit pairings' },
  );
});

type AroundRefusal = 'not-proposed' | 'nothing-ruled' | 'no-hosts' | 'no-partners';

/** Requests a new proposal with the current rules. Both scenarios are kept. */
export const askAround = withScenario(async (request) => {
  const { scenario, staff, now } = request;
  const outcome = ask(scenario, randomBytes(5).toString('hex'), staff, now);
  if (isRefusal<AroundRefusal>(outcome))
    return notDone(
      staff,
      { status: 409, title: 'No proposal was requested', detail: aroundRefusalWords[outcome.refused] },
      { href: hrefTo('proposal', { scenario: scenario.id }), text: 'See its status' },
    );
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
