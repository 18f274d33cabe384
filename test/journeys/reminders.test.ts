import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '#domain/base/change.ts';
import { type CalendarDate, dateIn, daysBetween, plusDays } from '#domain/base/time.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { callsFor } from '#domain/visits/reminders.ts';
import { openTable } from '#store/dynamo-table.ts';
import { aVisit, movedTo, withVisits } from '../letters/visit-sample.ts';
import { openStore, type Store } from '../store/store.ts';
import { type Journey, startJourney } from './service.ts';

/** The service that `npm start` runs: its bundled functions, its template, its scheduler and its clock. */
let service: Journey;
let store: Store;
let cycle: Cycle;
beforeAll(async () => {
  service = await startJourney({ empty: false });
  const { endpoint, region, names } = service.tables;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const [name = ''] = names;
  store = openStore(name, openTable(name, new DynamoDBClient({ endpoint, region, credentials })));
  const found = await store.currentCycle();
  if (!found) throw new Error('The fictional district has no cycle');
  cycle = found;
});
afterAll(async () => {
  store.table.client.destroy();
  await service.remove();
});

const now = () => new Date(service.clock.now()).toISOString();
const inDays = (days: number): CalendarDate => plusDays(dateIn(cycle.program.timeZone, now()), days);
const commit = async (change: Change<Partnership, PartnershipEvent>) => {
  expect(await store.commitPartnership(change)).toBe('committed');
  await service.settled();
};
const standing = async () => {
  const partnership = await store.partnership(cycle.id, 'H1');
  if (partnership?.state !== 'active') throw new Error('There is no partnership');
  return partnership;
};
const subjectsTo = async (address: string) =>
  (await service.inbox.letters()).filter(({ to }) => to.includes(address)).map(({ subject }) => subject);
const scheduled = () =>
  service.schedules
    .list()
    .filter(({ name }) => name.startsWith(`${cycle.id}.H1`))
    .map(({ name, definition }) => [name, definition.ScheduleExpression])
    .sort();
const dueOf = (kind: 'reminder' | 'reflection', partnership: Partnership): string => {
  const [visit] = partnership.visits;
  const found = visit && callsFor(partnership, visit, cycle).find(({ call }) => call.kind === kind);
  if (!found) throw new Error(`No ${kind} is due`);
  return found.due;
};
/** The first day of a visit whose reminder is due after `date`, whatever weekends and recesses are around today. */
const firstDayRemindedAfter = (date: CalendarDate): CalendarDate => {
  let day = plusDays(date, 1);
  while (dueOf('reminder', visitOn(day)) <= `${date}T24:00`) day = plusDays(day, 1);
  return day;
};
const visitOn = (date: CalendarDate) => withVisits([aVisit(1, date)], { version: 0, cycleId: cycle.id });
const moveClockTo = async (date: CalendarDate) => {
  await service.clock.advance(daysBetween(inDays(0), date) * 86_400_000);
  await service.settled();
};

test('a visit that is planned, then moved, reminds on the new day alone, and asks afterwards what came of it', async () => {
  const first = firstDayRemindedAfter(inDays(0));
  const partnership = visitOn(first);
  await commit({ after: partnership, events: [{ type: 'visits-planned' }] });
  expect(await subjectsTo('p1@example.org')).toEqual([
    expect.stringMatching(/^School P1’s visits( for \d{4}–\d\d)?$/),
  ]);
  expect(scheduled().map(([name]) => name)).toEqual([
    `${cycle.id}.H1.1.reflection`,
    `${cycle.id}.H1.1.reminder`,
  ]);

  const second = firstDayRemindedAfter(first);
  await commit(movedTo(second, await standing(), 1, 'Snow', now()));
  expect(scheduled()).toEqual([
    [`${cycle.id}.H1.1.reflection`, `at(${dueOf('reflection', await standing())}:00)`],
    [`${cycle.id}.H1.1.reminder`, `at(${dueOf('reminder', await standing())}:00)`],
  ]);

  await moveClockTo(first);
  expect((await subjectsTo('p1@example.org')).filter((subject) => subject.includes('visit: '))).toEqual([]);

  await moveClockTo(plusDays(second, 1));
  const subjects = await subjectsTo('p1@example.org');
  expect(subjects.filter((subject) => subject.includes('visit: '))).toHaveLength(1);
  expect(subjects.filter((subject) => subject.startsWith('How did '))).toHaveLength(1);
  expect(scheduled()).toEqual([]);
});
