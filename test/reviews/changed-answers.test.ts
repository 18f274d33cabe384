import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTopic } from '#domain/admission/apply.ts';
import { isRefusal } from '#domain/base/change.ts';
import { anApplication, aReview } from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { amara, type Console, daniel, locationOf, startConsole } from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
  await staffed.putRoster([
    { email: amara.email, name: amara.name },
    { email: daniel.email, name: daniel.name },
  ]);
});
afterAll(() => staffed.stop());

test('a review is about the answers that its page showed', async () => {
  const reviewers = [amara.email, daniel.email];
  const reference = await staffed.put(anApplication({ reviewers }));
  const review = {
    'score-practices': '4',
    'score-evidence': '3',
    'score-commitment': '2',
    recommendation: 'accept',
    comment: 'Worth a visit.',
  };
  const send = (page: { readonly text: string }) =>
    staffed.send(amara, 'recordReview', { reference }, { ...hiddenIn(page, 'review'), ...review });
  const page = await staffed.open(amara, 'staffApplication', { reference });

  const application = await staffed.store.application(reference);
  if (!application) throw new Error('The application is stored');
  const hosting = { topic: 'hosting', answer: { capacity: 5 } } as const;
  const change = answerTopic(application, hosting, staffed.cycle, application.startedAt);
  if (isRefusal(change)) throw new Error('The school can change its answers');
  await staffed.store.commitApplication(change, staffed.cycle.program);

  const refused = await send(page);
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('the school changed its answers while you were reading');
  expect(refused.text).toContain('Worth a visit.');
  expect(await staffed.store.application(reference)).toMatchObject({ reviews: [] });

  expect(locationOf(await send(refused))).toBe(`/console/applications/${reference}?done=review`);
  const [recorded] = (await staffed.read(amara, 'staffApplication', { reference })).data.reviews;
  expect(Object.keys(recorded).sort()).toEqual(
    Object.keys(aReview({ reviewer: amara.email, reviewerName: amara.name })).sort(),
  );
});
