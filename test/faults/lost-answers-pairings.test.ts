import { afterAll, beforeAll, describe, test } from 'vitest';
import { addFacilitator } from '#domain/admission/roster.ts';
import { currentPairing } from '#domain/pairing/scenario/scenario.ts';
import { noteWithdrawal } from '#domain/partnership/repair.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { acceptedHost, acceptedPartner, nthSchool, type Stage, startStage } from '../pairings/stage.ts';
import { hiddenField, mei, ruth } from '../reviews/console.ts';
import { noor } from '../visits/partnerships.ts';
import { by, type Cases, formsOf, survivesLostAnswers } from './lost-answers.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Stage;
let proxy: FaultProxy;
let scenario = '';

const alike = { levels: ['middle'] as const, region: 'Bronx' };
const newcomer = { ...nthSchool('P', 80), ...alike };

beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) => startStage(0, 0, through)));
  for (let n = 0; n < 2; n += 1) await stage.put(acceptedHost({ ...nthSchool('H', n), ...alike }, n, 2));
  for (let n = 0; n < 4; n += 1) await stage.put(acceptedPartner({ ...nthSchool('P', n), ...alike }, n));
  await stage.putFacilitators();
  const roster = await stage.store.roster(stage.cycle.id);
  await stage.store.commitRoster(
    addFacilitator(roster, { email: noor.email, name: noor.name, regions: ['Queens'] }),
  );
  scenario = await stage.propose('Spring plan');
});
afterAll(() => stage.stop());

const version = async () => String((await stage.proposed(scenario)).version);

async function firstPair() {
  const [pair] = currentPairing(await stage.proposed(scenario)).pairs;
  if (!pair) throw new Error('There is no pair');
  return pair;
}

const move = async () => {
  const { partner } = await firstPair();
  return { partner, host: '-', reason: 'They asked to wait.', version: await version() };
};

/** Publishes the plan, and forms its partnerships as the stream does. Returns the first one. */
async function published() {
  await stage.send(ruth, 'assignAllFacilitators', { scenario }, {});
  await stage.send(ruth, 'publishPairing', { scenario }, {});
  await stage.formPartnerships();
  const [first] = await stage.store.partnerships(stage.cycle.id);
  if (!first) throw new Error('There is no partnership');
  return first;
}

const cases: Cases<'pairings'> = {
  askForProposal: async () => {
    const hidden = hiddenIn(await stage.open(ruth, 'requestPage'), 'pairing');
    return by(ruth, { fields: { ...hidden, name: 'Second plan', schools: 'accepted' } });
  },
  replay: async () => by(ruth, { parameters: { scenario }, writesNothing: true }),
  movePartner: async () => by(ruth, { parameters: { scenario }, fields: await move() }),
  undoMove: async () => {
    await stage.send(ruth, 'movePartner', { scenario }, await move());
    return by(ruth, {
      parameters: { scenario },
      fields: hiddenIn(await stage.open(ruth, 'board', { scenario }), 'undo'),
    });
  },
  redoMove: async () => {
    await stage.send(ruth, 'movePartner', { scenario }, await move());
    await stage.send(ruth, 'undoMove', { scenario }, {});
    return by(ruth, {
      parameters: { scenario },
      fields: hiddenIn(await stage.open(ruth, 'board', { scenario }), 'redo'),
    });
  },
  addRuling: async () =>
    by(ruth, {
      parameters: { scenario },
      fields: { kind: 'locks', ...(await firstPair()), reason: 'Together for years.' },
    }),
  liftRuling: async () => {
    const pair = await firstPair();
    const rule = { kind: 'locks', ...pair, reason: 'Together for years.' };
    await stage.send(ruth, 'addRuling', { scenario }, rule);
    return by(ruth, { parameters: { scenario }, fields: { ...pair } });
  },
  assignFacilitators: async () => {
    const { host } = await firstPair();
    return by(ruth, { parameters: { scenario }, fields: { [`facilitator-${host}`]: noor.email } });
  },
  assignAllFacilitators: async () => by(ruth, { parameters: { scenario } }),
  publishPairing: async () => {
    await stage.send(ruth, 'assignAllFacilitators', { scenario }, {});
    const seen = hiddenField(await stage.open(ruth, 'publicationPage', { scenario }), 'version');
    return by(ruth, { parameters: { scenario }, fields: { version: seen } });
  },
  addFacilitator: async () => {
    const hidden = hiddenIn(await stage.open(ruth, 'facilitators'), 'facilitators');
    const named = { name: 'Lena Ortiz', email: 'lena@example.org', regions: ['Bronx'] };
    return by(ruth, { fields: { ...hidden, ...named } });
  },
  removeFacilitator: async () => by(ruth, { fields: { email: noor.email } }),
  handOver: async () => {
    const { host, facilitator } = await published();
    const email = facilitator.email === mei.email ? noor.email : mei.email;
    return by(ruth, { parameters: { partnership: host.reference }, fields: { email } });
  },
  repairPartnership: async () => {
    const at = '2014-06-01T12:00:00.000Z';
    const partnership = await published();
    const withdrawal = noteWithdrawal(partnership, partnership.partners[0]?.id ?? '', at, at);
    if (!withdrawal) throw new Error('Nothing to note');
    await stage.store.commitPartnership(withdrawal);
    await stage.put(acceptedPartner(newcomer, 1));
    return by(ruth, {
      parameters: { partnership: partnership.host.reference },
      fields: { partner: newcomer.id },
    });
  },
};

describe('if answers from the table are lost, a form about pairings', () => {
  test.each(formsOf('pairings'))(
    '(%s) leads to the same page, and its change is stored once',
    async (name) => {
      await survivesLostAnswers({ ...stage, proxy }, name, cases[name]);
    },
  );
});
