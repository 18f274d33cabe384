import { countOf, sayCount } from '#domain/base/wording.ts';
import { type Event, isAdmissionEvent } from '#domain/events.ts';
import {
  currentPairing,
  hasConflict,
  hostsWithPartners,
  type ImpossibleScenario,
  type ProposedScenario,
  pairedProblem,
  type Scenario,
} from '#domain/pairing/scenario/scenario.ts';
import type { Partnership, PublishedPairing } from '#domain/partnership/partnership.ts';
import { handoverLetters } from './handover-letters.ts';
import { impossible as impossibleImpossible } from './impossible.ts';
import {
  action,
  type Block,
  heading,
  type Letter,
  type LetterContext,
  letterKey,
  letterOf,
  paragraph,
  whyToStaff,
} from './letter.ts';
import {
  endLetters,
  pairedWithdrawalLetters,
  partnershipLetters,
  repairLetters,
} from './partnership-letters.ts';

/** Tells the director who requested a proposal that it is ready, or why there can be none. No letter while it is computed. */
function proposalLetters(scenario: Scenario, context: LetterContext): readonly Letter[] {
  if (scenario.state === 'asked') return [];
  const { askedBy, name, id, version } = scenario;
  const { program } = context.cycle;
  const words = scenario.state === 'proposed' ? proposed(scenario) : impossible(scenario);
  const letter = letterOf(context, {
    key: letterKey(`${scenario.cycleId}-SCENARIO-${id}`, version, 'proposal', askedBy.email),
    kind: 'proposal',
    to: askedBy.email,
    subject: `${words.subject}: ${name}`,
    body: [
      paragraph(`Hello ${askedBy.name},`),
      ...words.body,
      action(words.label, context.addresses.scenario(id)),
    ],
    why: whyToStaff(`you requested the proposal “${name}” in ${program.name}`),
  });
  return [letter];
}

type Words = { readonly subject: string; readonly body: readonly Block[]; readonly label: string };

function proposed(scenario: ProposedScenario): Words {
  const { hosts, partners } = pairedProblem(scenario);
  const { pairs, unplaced } = currentPairing(scenario);
  const paired = hostsWithPartners(scenario).length;
  const chosen = scenario.choice
    ? [
        paragraph(
          `It includes ${sayCount(hosts.length)} of ${sayCount(scenario.problem.hosts.length)} hosts and ${sayCount(partners.length)} of ${sayCount(scenario.problem.partners.length)} partners.`,
        ),
      ]
    : [];
  return {
    subject: 'Your proposal is ready',
    body: [
      paragraph(
        `Your proposal is ready. It places ${sayCount(pairs.length)} of ${sayCount(partners.length)} partners with ${countOf(paired, 'host')}. ${sayUnplaced(unplaced.length)}`,
      ),
      ...chosen,
      paragraph(
        'No one else has been notified. Open it to see why each pair fits, move partners, assign facilitators, and publish.',
      ),
    ],
    label: 'Open the proposal',
  };
}

function sayUnplaced(count: number): string {
  if (count === 0) return 'Every partner has a host.';
  return count === 1 ? 'One partner is without a host.' : `${sayCount(count)} partners are without a host.`;
}

const impossible = ({ name, clash }: ImpossibleScenario): Words => ({
  subject: hasConflict({ clash }) ? 'No proposal possible' : `No proposal found: ${name}`,
  body: [
    paragraph(
      hasConflict({ clash })
        ? 'We couldn’t make a proposal because these rules conflict:'
        : 'We couldn’t make a proposal in the time we had. One may still exist.',
    ),
    ...clash.rules.map(paragraph),
    ...(clash.relaxations.length > 0 ? [heading('What you can change')] : []),
    ...clash.relaxations.map(paragraph),
  ],
  label: 'See your request',
});

/** The letters that an event of a scenario, of the published pairing, or of a partnership causes. See `lettersFor`. */
export function pairingLetters(
  event: Event,
  aggregate: Scenario | PublishedPairing | Partnership,
  context: LetterContext,
): readonly Letter[] {
  if (!isAdmissionEvent(event)) return impossibleImpossible(event);
  switch (event.type) {
    case 'pairing-proposed':
    case 'pairing-impossible':
      return 'askedBy' in aggregate ? proposalLetters(aggregate, context) : impossibleImpossible(event);
    case 'partnership-formed':
      return 'formedAt' in aggregate
        ? partnershipLetters(aggregate, event, context)
        : impossibleImpossible(event);
    case 'paired-school-withdrew':
      return 'formedAt' in aggregate
        ? pairedWithdrawalLetters(aggregate, event.school, context)
        : impossibleImpossible(event);
    case 'partnership-repaired':
      return 'formedAt' in aggregate ? repairLetters(aggregate, event, context) : impossibleImpossible(event);
    case 'partnership-ended':
      return 'formedAt' in aggregate ? endLetters(aggregate, context) : impossibleImpossible(event);
    case 'facilitator-changed':
      return 'formedAt' in aggregate
        ? handoverLetters(aggregate, event, context)
        : impossibleImpossible(event);
    // The person who did these sees them on the page.
    case 'proposal-requested':
    case 'partner-moved':
    case 'move-undone':
    case 'ruling-added':
    case 'ruling-lifted':
    case 'facilitator-assigned':
    // The application's own letter tells this.
    case 'contact-corrected':
    // The partnerships tell this to everyone in them.
    case 'pairing-published':
      return [];
    case 'link-requested':
    case 'application-started':
    case 'application-submitted':
    case 'reviewers-assigned':
    case 'reviewer-recused':
    case 'review-recorded':
    case 'information-requested':
    case 'information-supplied':
    case 'application-decided':
    case 'application-withdrawn':
      return impossibleImpossible(event);
  }
}
