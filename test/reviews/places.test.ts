import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDecidedApplication, aPublishedPairing, aSchool } from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';
import { amara, type Console, hiddenField, locationOf, omar, ruth, startConsole } from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
});
afterAll(() => staffed.stop());

/** Accepted on April 22, so it should confirm by May 6. */
const accepted = (id: string) => staffed.put(aDecidedApplication({ school: aSchool({ id }) }));

test('a director confirms a place for a school that called, with a note that only staff see', async () => {
  const reference = await accepted('C1');
  const page = await staffed.open(ruth, 'staffApplication', { reference });
  expect(page.text).toContain('The school hasn’t confirmed its place. It has until Tuesday, May 6.');
  expect((await staffed.open(amara, 'staffApplication', { reference })).text).not.toContain('Confirm place');
  const form = { note: 'Dana called on Tuesday.', version: hiddenField(page, 'version') };
  const empty = await staffed.send(ruth, 'confirmPlaceFor', { reference }, { ...form, note: '' });
  expect(empty.status).toBe(422);
  for (let time = 0; time < 2; time++)
    expect(locationOf(await staffed.send(ruth, 'confirmPlaceFor', { reference }, form))).toBe(
      `/console/applications/${reference}?done=place-confirmed`,
    );
  const again = await staffed.open(ruth, 'staffApplication', { reference });
  expect(again.text).toContain('Ruth Lindqvist confirmed the place on Thursday, April 24.');
  expect(again.text).toContain('Dana called on Tuesday.');
  const late = await staffed.send(omar, 'confirmPlaceFor', { reference }, form);
  expect(late.status).toBe(409);
  expect(late.text).toContain('The place is confirmed already.');
  expect(late.text).toContain('Dana called on Tuesday.');
});

test('a director gives a school more time to confirm', async () => {
  const reference = await accepted('C2');
  const form = { until: '2014-05-20', note: 'Dana is away.', version: '1' };
  const early = await staffed.send(ruth, 'extendPlace', { reference }, { ...form, until: '2014-05-06' });
  expect(early.status).toBe(409);
  expect(early.text).toContain('Choose a day that is later than the last one');
  for (let time = 0; time < 2; time++)
    expect(locationOf(await staffed.send(ruth, 'extendPlace', { reference }, form))).toBe(
      `/console/applications/${reference}?done=place-extended`,
    );
  expect((await staffed.open(ruth, 'staffApplication', { reference })).text).toContain(
    'It has until Tuesday, May 20.',
  );
});

test('once a school is in a partnership, its decision can’t be reversed until the partnership is changed', async () => {
  const reference = await accepted('H1');
  await staffed.store.commitPublication({ after: aPublishedPairing(), events: [] });
  await staffed.store.commitPartnership({ after: { ...aPartnership(), version: 0 }, events: [] });
  const reason = 'We mixed up two schools.';
  const form = { reason, step: 'send', version: '1' };
  for (const page of [
    await staffed.open(ruth, 'reversalPage', { reference }),
    await staffed.send(ruth, 'reverseDecision', { reference }, form),
  ]) {
    expect(page.status).toBe(409);
    expect(page.text).toContain('The school is in a partnership. End or change the partnership first.');
  }
  expect(await staffed.store.application(reference)).toMatchObject({
    version: 1,
    decision: { outcome: 'accepted' },
  });
});
