/**
 * `npm run bench:capacity [-- --keep]`: counts the DynamoDB read and write units, requests, and letters of
 * each step in the three journeys. It counts them from the items that the service reads and writes, including
 * its index and its letters. Every run gives the same result. `--keep` writes the sums to
 * `infra/cost/counted.json`, which `npm run cost` uses for the tables in docs/costs.md.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { countedFile, type JourneyCount, readCounted } from '../../infra/cost/prices.ts';
import { startDatabase } from '../../infra/local/data/database.ts';
import { hostAnswers } from '../builders.ts';
import type { Units } from './capacity/calls.ts';
import { startMeter, sum } from './capacity/meter.ts';
import { countRequests } from './capacity/traffic.ts';
import { askToApply, follow, mailedLink, openService, signIn, somebody, succeeded } from './people.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'capacity-'));
const database = await startDatabase(path.join(folder, 'tables.db'));
const meter = await startMeter(database.endpoint);
const service = await openService(meter.endpoint);
const traffic = countRequests(service.origin);
const journeys = ['apply', 'review', 'decide'] as const;
type Step = {
  readonly journey: (typeof journeys)[number];
  readonly step: string;
  readonly units: Units;
  readonly requests: number;
  readonly letters: number;
};
const steps: Step[] = [];
try {
  const reference = await apply();
  await review(reference);
  await decide(reference);
  report();
  await keep();
} finally {
  traffic.stop();
  await service.stop();
  await meter.stop();
  await database.stop();
  await rm(folder, { recursive: true });
}

/** Does a step, waits for its letters, and records the use of both. */
async function step<T>(journey: Step['journey'], name: string, act: () => Promise<T>): Promise<T> {
  await service.settled();
  const lettersBefore = (await service.inbox.letters()).length;
  meter.read();
  traffic.read();
  const result = await act();
  await service.settled();
  const letters = (await service.inbox.letters()).length - lettersBefore;
  steps.push({ journey, step: name, units: meter.read(), requests: traffic.read(), letters });
  return result;
}

/** A principal applies as host, from the program page to the receipt. Returns the reference. */
async function apply(): Promise<string> {
  const applicant = await somebody(service);
  const get = (address: string) => succeeded(applicant.get(address, { headers: { accept: 'text/html' } }));
  const { freeSchoolId } = service;
  await step('apply', 'open the program page', () => get('/'));
  await step('apply', 'choose a role', () => get('/apply'));
  await step('apply', 'find the school', () => get('/apply/school?role=host&search=school'));
  await step('apply', 'enter the applicant', () => get(`/apply/contact?role=host&school=${freeSchoolId}`));
  await step('apply', 'request the link', () => askToApply(applicant, service));
  const link = await mailedLink(service);
  await step('apply', 'open the link', () => get(link));
  const reference = await step('apply', 'start the application', () => follow(applicant, link));
  const own = `/applications/${reference}`;
  for (const [topic, answer] of Object.entries(await answersHere())) {
    await step('apply', `open the page “${topic}”`, () => get(`${own}/questions/${topic}`));
    await step('apply', `answer “${topic}”`, () =>
      succeeded(applicant.post(`${own}/questions/${topic}`, { data: answer })),
    );
  }
  await step('apply', 'check the answers', () => get(`${own}/check`));
  await step('apply', 'submit, and get the receipt', () =>
    succeeded(applicant.post(`${own}/submission`, { data: {} })),
  );
  await step('apply', 'see the confirmation', () => get(`${own}/submission`));
  return reference;
}

/** Answers of realistic length, in the focus areas of the running district. */
async function answersHere() {
  const cycle = await service.store.currentCycle();
  const [area] = cycle?.program.focusAreas ?? [];
  if (!area) throw new Error('The program has no focus area.');
  const evidence = 'Teams look at student work every week and change what they teach. '.repeat(15);
  const statement = 'The cabinet asked for this and has set aside the time. '.repeat(8);
  return hostAnswers({
    practices: { focusAreas: [area.id], evidence },
    commitment: { priority: true, statement },
  });
}

/** An assigned reviewer goes from the queue to a submitted review. */
async function review(reference: string): Promise<void> {
  const application = await service.store.application(reference);
  const [email] = application?.state === 'submitted' ? application.reviewers : [];
  if (email === undefined) throw new Error('The application has no reviewer.');
  const reader = await step('review', 'sign in', () => signIn(service, { email }));
  const get = (address: string) => succeeded(reader.get(address, { headers: { accept: 'text/html' } }));
  await step('review', 'see the queue', () => get('/console/queue'));
  const page = `/console/applications/${reference}`;
  const form = await step('review', 'open the application', async () => (await get(`${page}/review`)).text());
  const scores = [...form.matchAll(/name="(score[^"]*)"/g)].map(([, name = '']) => [name, '3'] as const);
  const comment = 'Practices others could learn from, and a team that can explain why they work.';
  await step('review', 'submit the review', () =>
    succeeded(
      reader.post(`${page}/review`, {
        data: { ...Object.fromEntries(scores), recommendation: 'accept', comment },
      }),
    ),
  );
}

/** The director goes from the overview to the decision in the school's inbox. */
async function decide(reference: string): Promise<void> {
  const director = await step('decide', 'sign in', () => signIn(service, { role: 'director' }));
  const get = (address: string) => succeeded(director.get(address, { headers: { accept: 'text/html' } }));
  await step('decide', 'see the overview', () => get('/console'));
  await step('decide', 'list the applications', () => get('/console/applications'));
  const page = `/console/applications/${reference}`;
  await step('decide', 'open the application', () => get(page));
  const decision = { outcome: 'accepted', reason: 'Your teams have a lot to share.' };
  const preview = await step('decide', 'preview the email', () =>
    succeeded(director.post(`${page}/decision`, { data: decision })),
  );
  const { version } = v.parse(v.object({ version: v.number() }), await preview.json());
  await step('decide', 'send the decision', () =>
    succeeded(
      director.post(`${page}/decision`, { data: { ...decision, step: 'send', version: String(version) } }),
    ),
  );
}

function report(): void {
  const row = ({ read, write, wrote }: Units, requests: number, letters: number) => ({
    'read units': read,
    'write units': write,
    requests,
    letters,
    'written records': [...Map.groupBy(wrote, (kind) => kind)]
      .map(([kind, { length }]) => `${length} ${kind}`)
      .join(', '),
  });
  for (const journey of journeys) {
    const own = steps.filter((one) => one.journey === journey);
    const { units, requests, letters } = totalOf(own);
    console.info(`\n${journey}`);
    console.table({
      ...Object.fromEntries(own.map((one) => [one.step, row(one.units, one.requests, one.letters)])),
      all: row(units, requests, letters),
    });
  }
}

function totalOf(own: readonly Step[]) {
  return {
    units: own.map(({ units }) => units).reduce(sum),
    requests: own.reduce((all, { requests }) => all + requests, 0),
    letters: own.reduce((all, { letters }) => all + letters, 0),
  };
}

/** Saves the sums if asked; otherwise reports saved sums that are out of date. */
async function keep(): Promise<void> {
  const entries = journeys.map((journey) => [journey, countOf(journey)] as const);
  const counted = `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
  if (process.argv.includes('--keep')) {
    await writeFile(countedFile, counted);
    console.info('\nSaved. Now update the tables: npm run cost -- --write docs/costs.md');
  } else if (counted !== `${JSON.stringify(readCounted(), undefined, 2)}\n`) {
    console.error(
      '\ninfra/cost/counted.json is out of date. To update it, run npm run bench:capacity -- --keep',
    );
    process.exitCode = 1;
  }
}

function countOf(journey: Step['journey']): JourneyCount {
  const { units, requests, letters } = totalOf(steps.filter((one) => one.journey === journey));
  const withLetters = units.wrote.filter((kind) => kind !== 'letter' && kind !== 'counter');
  return {
    readUnits: units.read,
    writeUnits: units.write,
    requests,
    letters,
    changes: withLetters.length,
  };
}
