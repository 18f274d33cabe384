/** The pairing console with accepted schools. The solver answers when a test tells it to. */
import type { Application, DecidedApplication } from '#domain/admission/application.ts';
import { emptyRoster } from '#domain/admission/roster.ts';
import { answeredBy } from '#domain/pairing/explain/answered.ts';
import { explainExactly } from '#domain/pairing/explain/exact.ts';
import type { PairingProblem } from '#domain/pairing/problem.ts';
import { answerTo } from '#domain/pairing/scenario/answer.ts';
import { recordAnswer } from '#domain/pairing/scenario/ask.ts';
import { currentPairing, type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { partnershipsOf } from '#domain/partnership/partnership.ts';
import { type Level, levels, type School } from '#domain/program/school.ts';
import { optimizer } from '#optimizer/highs.ts';
import { sayAnswer } from '#text/pairing.ts';
import { aCycle, aDecidedApplication, aProgram, aSchool, hostAnswers, partnerAnswers } from '../builders.ts';
import { type Console, locationOf, mei, ruth, startConsole, type Typed } from '../reviews/console.ts';
import type { Through } from '../store/table.ts';

export type Stage = Awaited<ReturnType<typeof startStage>>;

const program = aProgram();

/** The nth school of a side. Schools are spread over regions, levels, and the city. The same n gives the same school. */
export function nthSchool(side: 'H' | 'P', n: number): School {
  const level: Level = levels[n % levels.length] ?? 'middle';
  const region = program.regions[n % program.regions.length] ?? 'Bronx';
  return aSchool({
    id: `${side}${String(n).padStart(3, '0')}`,
    name: `${side === 'H' ? 'Host' : 'Partner'} School ${n} of ${region}`,
    levels: [level],
    region,
    location: { latitude: 40.6 + ((n * 37) % 100) / 400, longitude: -74.1 + ((n * 53) % 100) / 300 },
  });
}

const areaOf = (n: number) => program.focusAreas[n % 4]?.id ?? 'feedback';

export const acceptedHost = (school: School, n: number, capacity = 2): DecidedApplication => ({
  ...aDecidedApplication({ school }),
  role: 'host',
  answers: hostAnswers({
    practices: { focusAreas: [areaOf(n), areaOf(n + 1)], evidence: 'It works.' },
    hosting: { capacity },
  }),
});

export const acceptedPartner = (school: School, n: number, focusArea = areaOf(n)): Application => ({
  ...aDecidedApplication({ school }),
  role: 'partner',
  answers: partnerAnswers({
    improvement: { focusAreas: [focusArea], goal: 'Better.', strengths: 'Strong.' },
  }),
});

export const facilitator = { email: mei.email, name: mei.name, regions: ['Bronx', 'Queens'] };

export async function startStage(hosts: number, partners: number, through?: Through) {
  const staffed = await startConsole(() => import('../../functions/pairings/handler.ts'), aCycle(), through);
  for (let n = 0; n < hosts; n += 1) await staffed.put(acceptedHost(nthSchool('H', n), n));
  for (let n = 0; n < partners; n += 1) await staffed.put(acceptedPartner(nthSchool('P', n), n));
  return { ...staffed, ...directing(staffed) };
}

function directing(staffed: Console) {
  const { store, cycle } = staffed;
  const now = '2014-05-12T14:00:00.000Z';

  /** Answers a waiting scenario as the solver function does. */
  const solve = async (id: string) => {
    const scenario = await store.scenario(cycle.id, id);
    if (!scenario) throw new Error(`No scenario ${id}`);
    const answer = sayAnswer(await answerTo(scenario, optimizer), scenario.problem);
    const change = recordAnswer(scenario, answer, now);
    if (change) await store.commitScenario(change);
  };

  /** Requests a proposal as the director does, with settings besides the program's, and solves it. Returns its ID. */
  const propose = async (
    name: string,
    schools: 'accepted' | 'reviewed' = 'accepted',
    settings: Typed = {},
  ) => {
    const asked = await staffed.send(ruth, 'askForProposal', {}, { name, schools, ...settings });
    const id = locationOf(asked).split('/').at(-1) ?? '';
    await solve(id);
    return id;
  };

  const proposed = async (id: string): Promise<ProposedScenario> => {
    const scenario = await store.scenario(cycle.id, id);
    if (scenario?.state !== 'proposed') throw new Error(`${id} is not proposed`);
    return scenario;
  };

  /** A partner with a host, and another host that can take it. */
  const aMove = async (scenario: string) => {
    const plan = await proposed(scenario);
    const { hosts, partners } = pairedProblem(plan);
    for (const { partner, host } of currentPairing(plan).pairs) {
      const { data } = await staffed.read(ruth, 'board', { scenario }, `?partner=${partner}`);
      const offer = data.offers.find(
        (one: { host: string | null; whyNot?: string; others?: unknown[] }) =>
          one.host !== null && one.host !== host && (!one.whyNot || one.others?.length),
      );
      if (!offer) continue;
      const nameOf = (id: string) => [...hosts, ...partners].find((school) => school.id === id)?.name ?? id;
      return { partner, name: nameOf(partner), host, to: String(offer.host), toName: nameOf(offer.host) };
    }
    throw new Error('No partner can move');
  };

  return {
    solve,
    propose,
    proposed,
    aMove,
    /** Explains a proposal as the solver function does afterward. */
    explain: async (id: string) => {
      const scenario = await proposed(id);
      const { waitlistedHosts = [] } = scenario;
      const explanations = await explainExactly(answeredBy(scenario), waitlistedHosts, optimizer, 60);
      await store.saveExplanations(cycle.id, id, explanations);
    },
    /** Forms partnerships as the stream does after publishing. */
    formPartnerships: async () => {
      const published = await store.publishedPairing(cycle.id);
      if (!published) throw new Error('Nothing is published');
      for (const change of partnershipsOf(published)) await store.commitPartnership(change);
    },
    putFacilitators: async () => {
      const { version } = await store.roster(cycle.id);
      await store.commitRoster({ ...emptyRoster(cycle.id), version, facilitators: [facilitator] });
    },
  };
}

/** The size of the first full year: 24 hosts with two places each, and 48 partners. */
export const sizeOfFirstYear = { hosts: 24, partners: 48 } satisfies Record<
  keyof Pick<PairingProblem, 'hosts' | 'partners'>,
  number
>;
