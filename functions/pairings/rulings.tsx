import { randomBytes } from 'node:crypto';
import { isRefusal } from '../../shared/domain/change.ts';
import type { BoardRefusal } from '../../shared/domain/pairing/board.ts';
import { askAround as ask } from '../../shared/domain/pairing/planning.ts';
import {
  addRuling as add,
  liftRuling as lift,
  type RulingRefusal,
} from '../../shared/domain/pairing/ruling.ts';
import type { ImpossibleScenario, ProposedScenario } from '../../shared/domain/pairing/scenario.ts';
import { type Answer, seeOther } from '../http/answer.ts';
import { check, type FieldErrors } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { boardWithTrouble } from './board.tsx';
import { store } from './context.ts';
import { nowhere, pairFields, rulingFields } from './forms.ts';
import { noScenario, notDone } from './refusals.tsx';
import { type AboutScenario, reviseScenario, withScenario } from './scenarios.ts';

type Answered = ProposedScenario | ImpossibleScenario;

/** Locks or forbids a pair. It binds the board at once, and the plan when it is asked again. */
export const addRuling = withScenario(async (request) => {
  const { scenario, cycle, staff, now, fields } = request;
  const checked = check(rulingFields, fields);
  if (checked.errors) return wrong(request, checked.errors);
  const { kind, ...ruling } = checked.value;
  if (ruling.host === nowhere)
    return wrong(request, { host: 'Choose a host: a lock or ban is about a host and a partner' });
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

/** On the board where there is one; else as a page of its own. */
function wrong(request: AboutScenario, errors: FieldErrors): Answer | Promise<Answer> {
  const { scenario, staff, fields } = request;
  const title = 'Some answers need another look';
  if (scenario.state === 'proposed')
    return boardWithTrouble(request, scenario, fields, { status: 422, title, errors });
  return notDone(
    staff,
    { status: 422, title, detail: Object.values(errors).join(' ') },
    { href: hrefTo('proposal', { scenario: scenario.id }), text: 'Go back' },
  );
}

const rulingRefusalWords = {
  'unknown-school': 'The plan does not know this host: choose one of the list',
  'no-reason': 'Say why; it is kept with the plan',
  locked: 'The partner is locked already: lift that lock first',
  banned: 'The pair is forbidden already: lift the ban first',
  'levels-apart': 'Their levels are too far apart to be a pair',
  'host-full': 'As many partners are locked to this host as it has places',
} as const;

const notRuled = ({ staff, scenario }: AboutScenario, refused: BoardRefusal): Answer =>
  notDone(
    staff,
    {
      status: 409,
      title: 'Nothing was changed',
      detail:
        refused === 'published'
          ? 'A pairing is published, so the plan stays as it is.'
          : 'The proposal is still being computed.',
    },
    { href: hrefTo('proposal', { scenario: scenario.id }), text: 'See how it stands' },
  );

/** Takes a lock or ban off a pair. */
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
      title: 'Nothing was lifted',
      detail: 'The pair is neither locked nor forbidden any more.',
    },
    { href: hrefTo('board', { scenario: scenario.id }), text: 'Go to the board' },
  );
});

type AroundRefusal = 'not-proposed' | 'nothing-ruled' | 'no-hosts' | 'no-partners';

/** Asks the solver again, around what was locked and forbidden; the new scenario stands beside this one. */
export const askAround = withScenario(async (request) => {
  const { scenario, staff, now } = request;
  const outcome = ask(scenario, randomBytes(5).toString('hex'), staff, now);
  if (isRefusal<AroundRefusal>(outcome))
    return notDone(
      staff,
      { status: 409, title: 'Nothing was asked', detail: aroundRefusalWords[outcome.refused] },
      { href: hrefTo('proposal', { scenario: scenario.id }), text: 'See how it stands' },
    );
  await store.commitScenario(outcome);
  const { id, name } = outcome.after;
  return seeOther(hrefTo('proposal', { scenario: id }), { scenario: id, name });
});

const aroundRefusalWords: Readonly<Record<AroundRefusal, string>> = {
  'not-proposed': 'The proposal is still being computed.',
  'nothing-ruled': 'Nothing was locked, forbidden or lifted since, so the answer would be the same.',
  'no-hosts': 'There is no host to pair.',
  'no-partners': 'There is no partner to pair.',
};
