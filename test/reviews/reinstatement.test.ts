import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdrawApplication } from '#domain/admission/apply.ts';
import { isRefusal } from '#domain/base/change.ts';
import { anApplication, aReview } from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { amara, type Console, locationOf, ruth, startConsole } from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
});
afterAll(() => staffed.stop());

test('a director reinstates an application that was withdrawn by mistake', async () => {
  const submitted = anApplication({ reviewers: [amara.email], reviews: [aReview()] });
  const withdrawn = withdrawApplication(submitted, submitted.submittedAt);
  if (isRefusal(withdrawn)) throw new Error('It can be withdrawn');
  const reference = await staffed.put(withdrawn.after);
  const address = `/console/applications/${reference}/reinstatement`;
  expect((await staffed.open(amara, 'staffApplication', { reference })).text).not.toContain(address);
  expect((await staffed.open(ruth, 'staffApplication', { reference })).text).toContain(address);

  const page = await staffed.open(ruth, 'reinstatementPage', { reference });
  expect(page.text).toContain('It’s as it was before you withdrew. Our staff will review it');
  const fields = hiddenIn(page, 'reinstatement');
  for (let time = 0; time < 2; time++)
    expect(locationOf(await staffed.send(ruth, 'reinstate', { reference }, fields))).toBe(
      `/console/applications/${reference}?done=reinstated`,
    );
  const { reviews, answers } = submitted;
  expect(await staffed.store.application(reference)).toMatchObject({ state: 'submitted', reviews, answers });

  const again = await staffed.open(ruth, 'reinstatementPage', { reference });
  expect(again.status).toBe(409);
  expect(again.text).toContain('The application can’t be reinstated');
});
