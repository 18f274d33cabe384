import { countOf, sayCount } from '#domain/base/wording.ts';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import {
  currentPairing,
  hasConflict,
  hostsWithPartners,
  type ImpossibleScenario,
  type ProposedScenario,
  pairedProblem,
  type Scenario,
} from '#domain/pairing/scenario/scenario.ts';
import type { PublicationEvent } from '#domain/partnership/events.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
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
import type { LettersOf } from './letters-of.ts';

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
  const chosen = scenario.selects
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

/** What follows from each event of a scenario. */
export const ofScenario: LettersOf<Scenario, ScenarioEvent> = {
  'pairing-proposed': { kind: 'proposal', write: proposalLetters },
  'pairing-impossible': { kind: 'proposal', write: proposalLetters },
  // The person who did these sees them on the page.
  'proposal-requested': 'none',
  'partner-moved': 'none',
  'move-undone': 'none',
  'ruling-added': 'none',
  'ruling-lifted': 'none',
  'facilitator-assigned': 'none',
};

/** The partnerships tell everyone in them. */
export const ofPublication: LettersOf<PublishedPairing, PublicationEvent> = { 'pairing-published': 'none' };
