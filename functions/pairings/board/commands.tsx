import { type Change, type Refusal, refuse, wasLast } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import {
  type BoardRefusal,
  type MoveRefusal,
  movePartner as move,
  redoMove as redo,
  undoMove as undo,
} from '#domain/pairing/scenario/move.ts';
import { addRuling as add, liftRuling as lift } from '#domain/pairing/scenario/rulings.ts';
import {
  currentPairing,
  type ImpossibleScenario,
  type ProposedScenario,
  pairedProblem,
  type Scenario,
} from '#domain/pairing/scenario/scenario.ts';
import { scoreByPair, scoresByHand } from '#domain/pairing/score.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import { check, type FieldErrors } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { isSame } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { store } from '../access.ts';
import { type Done, done } from '../done.ts';
import { moveFields, nowhere, pairFields, rulingFields, undoFields } from '../forms.ts';
import { noScenario } from '../refusals.tsx';
import {
  type AboutProposal,
  type AboutScenario,
  changeScenario,
  withProposal,
  withScenario,
} from '../scenario-access.ts';
import { planIsPublished } from '../text.tsx';
import { moveRefusalWords } from './move-form.tsx';
import { boardUnchanged, boardWithErrors } from './respond.tsx';

/** Moves a partner, but only in the version whose costs the user saw. */
export const movePartner = withProposal((request) => {
  const { scenario, staff, now, fields } = request;
  const checked = check(moveFields, fields);
  if (checked.errors) return boardWithErrors(request, checked.errors);
  const { partner, host, reason, version } = checked.value;
  return changeScenario(
    request,
    (current, published) => {
      if (current.state === 'proposed' && isMoved(current, checked.value, staff))
        return { after: current, events: [] };
      if (version !== -1 && version !== current.version) return refuse('changed');
      if (current.state !== 'proposed') return refuse('not-proposed');
      const to = host === nowhere ? {} : { to: host };
      const pricePoints = priceAlone(current, partner, host);
      return move(current, { partner, ...to, reason, pricePoints }, staff, now, published);
    },
    {
      done: (after) =>
        seeOther(hrefTo('board', { scenario: scenario.id }, done('moved')), {
          partner,
          host: host === nowhere ? null : host,
          version: after.version,
        }),
      refused: (why, published) => notMoved(request, why, published),
    },
  );
});

type Wanted = { readonly partner: string; readonly host: string; readonly reason: string };

/** Whether this is the last move: the form was sent twice. */
function isMoved(
  { moves }: ProposedScenario,
  { partner, host, reason }: Wanted,
  staff: StaffMember,
): boolean {
  const last = moves.at(-1);
  return (
    last?.partner === partner &&
    (last.to ?? nowhere) === host &&
    last.reason === reason &&
    last.by === staff.name
  );
}

/** The points the current plan loses if only this partner moves. */
function priceAlone(scenario: ProposedScenario, partnerId: string, hostId: string): number {
  const problem = pairedProblem(scenario);
  const scoreOf = scoreByPair(problem, scoresByHand(problem));
  const pointsAt = (host: string | undefined) =>
    (host === undefined ? undefined : scoreOf({ host, partner: partnerId })?.total) ?? 0;
  const here = currentPairing(scenario).pairs.find((pair) => pair.partner === partnerId)?.host;
  return pointsAt(here) - pointsAt(hostId);
}

/** Says why the move wasn't made, and shows the current costs. */
async function notMoved(
  request: AboutProposal,
  refused: MoveRefusal | 'changed',
  published: PublishedPairing | undefined,
): Promise<Answer> {
  const scenario = await store.scenario(request.cycle.id, request.scenario.id);
  if (scenario?.state !== 'proposed') return noScenario(request.staff);
  const current = { ...request, scenario };
  switch (refused) {
    case 'changed':
      return boardUnchanged(
        current,
        'Someone changed the plan, so your move wasn’t made. Check the costs and try again.',
      );
    case 'published':
      return boardUnchanged(
        current,
        `${published?.publishedBy.name ?? 'Someone'} published the pairings, so you can no longer move partners.`,
      );
    default: {
      const text = moveRefusalWords[refused];
      return boardUnchanged(current, text, { [fieldOf(refused)]: text });
    }
  }
}

/** The field whose value was refused. */
const fieldOf = (refused: string) => (refused === 'no-reason' ? 'reason' : 'host');

type StepRefusal = MoveRefusal | 'nothing-moved' | 'nothing-undone';
type Step<R extends StepRefusal> = (
  ...given: Parameters<typeof undo>
) => Change<ProposedScenario, ScenarioEvent> | Refusal<R>;

/** Takes a step in the version that the user saw. If it was that user's last, it has been taken, and only the answer was lost. */
const inSeenVersion =
  <R extends StepRefusal>(
    { staff, now, fields }: AboutProposal,
    what: 'move-undone' | 'partner-moved',
    step: Step<R>,
  ) =>
  (current: Scenario, published: PublishedPairing | undefined) => {
    const seen = check(undoFields, fields).value?.version ?? -1;
    if (seen === -1 || seen === current.version) return step(current, staff, now, published);
    const isTaken = current.state === 'proposed' && wasLast(current, { what, by: staff.name });
    return isTaken ? { after: current, events: [] } : refuse('changed');
  };

export const undoMove = withProposal((request) => {
  const { scenario, staff } = request;
  return changeScenario(request, inSeenVersion(request, 'move-undone', undo), {
    done: ({ version }) => seeOther(hrefTo('board', { scenario: scenario.id }, done('undone')), { version }),
    refused: (why) =>
      staffProblem(staff, {
        status: 409,
        title: 'No move was undone',
        detail: undoRefusalWords[why],
        to: { href: hrefTo('board', { scenario: scenario.id }), text: 'Back to Edit pairings' },
      }),
  });
});

const undoRefusalWords = {
  'not-proposed': 'There’s no proposal to change.',
  published: planIsPublished,
  'nothing-moved': 'There are no moves to undo.',
  changed: 'Someone changed the plan while you were looking at it. Check the moves and try again.',
} as const;

/** Makes a move again, unless a newer rule is against it. */
export const redoMove = withProposal((request) => {
  const { scenario, staff } = request;
  return changeScenario(request, inSeenVersion(request, 'partner-moved', redo), {
    done: ({ version }) => seeOther(hrefTo('board', { scenario: scenario.id }, done('redone')), { version }),
    refused: (why) =>
      staffProblem(staff, {
        status: 409,
        title: 'No move was redone',
        detail: redoRefusalWords[why],
        to: { href: hrefTo('board', { scenario: scenario.id }), text: 'Back to Edit pairings' },
      }),
  });
});

const redoRefusalWords = {
  ...moveRefusalWords,
  published: planIsPublished,
  'nothing-undone': 'There are no moves to redo.',
  changed: undoRefusalWords.changed,
} as const;

const toStatus = ({ id }: Scenario) => ({
  href: hrefTo('proposal', { scenario: id }),
  text: 'See its status',
});

/** Adds a rule for a pair. It applies to moves at once, and to the plan after the next request. */
export const addRuling = withScenario((request) => {
  const { staff, now, fields } = request;
  const checked = check(rulingFields, fields);
  if (checked.errors) return wrong(request, checked.errors);
  const { kind, ...ruling } = checked.value;
  if (ruling.host === nowhere)
    return wrong(request, { host: 'Choose a host. A rule applies to one host and one partner.' });
  const isRuled = (current: Scenario): current is ProposedScenario | ImpossibleScenario =>
    current.state !== 'asked' &&
    current.rulings[kind].some((one) => isSame(one, { ...ruling, by: staff.name, at: one.at }));
  const decide = (current: Scenario, published: PublishedPairing | undefined) =>
    isRuled(current) ? { after: current, events: [] } : add(current, kind, ruling, staff, now, published);
  return changeScenario(request, decide, {
    done: (after) => seeOther(pageAfter(after, kind), { kind, ...ruling, version: after.version }),
    refused: (why) =>
      why === 'published' || why === 'not-proposed'
        ? notRuled(request, why)
        : wrong(request, { [fieldOf(why)]: rulingRefusalWords[why] }),
  });
});

const pageAfter = ({ state, id }: Scenario, what: Done): string =>
  state === 'proposed' ? hrefTo('board', { scenario: id }, done(what)) : hrefTo('proposal', { scenario: id });

/** Shows errors on the board. A scenario without a solution has no board, so it gets a page of its own. */
function wrong(request: AboutScenario, errors: FieldErrors): Answer | Promise<Answer> {
  const { scenario, staff } = request;
  if (scenario.state === 'proposed') return boardWithErrors({ ...request, scenario }, errors);
  return staffProblem(staff, {
    status: 422,
    title: 'Some answers need your attention',
    detail: Object.values(errors).join(' '),
    to: { ...toStatus(scenario), text: 'Back to the proposal' },
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
    detail: refused === 'published' ? planIsPublished : 'This proposal isn’t ready yet.',
    to: toStatus(scenario),
  });

export const liftRuling = withScenario((request) => {
  const { scenario, staff, now, fields } = request;
  const checked = check(pairFields, fields);
  if (checked.errors) return wrong(request, checked.errors);
  const { host, partner } = checked.value;
  const lifted = { what: 'ruling-lifted', by: staff.name, note: `${host} ${partner}` } as const;
  return changeScenario(
    request,
    (current, published) =>
      current.state !== 'asked' && wasLast(current, lifted)
        ? { after: current, events: [] }
        : lift(current, checked.value, staff, now, published),
    {
      done: (after) => seeOther(pageAfter(after, 'lifted'), { ...checked.value, version: after.version }),
      refused: (why) =>
        why === 'not-ruled'
          ? staffProblem(staff, {
              status: 409,
              title: 'No rule was removed',
              detail: 'This rule has already been removed.',
              to: toStatus(scenario),
            })
          : notRuled(request, why),
    },
  );
});
