import { afterAll, beforeAll, expect, test } from 'vitest';
import { anApplication, aReview, partnerAnswers } from '../builders.ts';
import { amara, ruth } from '../reviews/console.ts';
import { acceptedHost, nthSchool, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(0, 0);
  const { cycle } = stage;
  const program = { ...cycle.program, targets: { host: 2, partner: 3 }, quotas: [] };
  await stage.store.putCycle({ ...cycle, program });
  for (let n = 0; n < 3; n += 1) await stage.put(acceptedHost(nthSchool('H', n * 3), n));
  for (let n = 0; n < 5; n += 1)
    await stage.put({
      ...anApplication({ school: nthSchool('P', n * 3), reviewers: [amara.email], reviews: [aReview()] }),
      role: 'partner',
      answers: partnerAnswers(),
    });
});
afterAll(() => stage.stop());

test('schools are chosen from all reviewed applications, and those to accept are named', async () => {
  // Three hosts are already accepted, but the target is two, so the rules conflict.
  const clashing = await stage.send(
    ruth,
    'askForProposal',
    {},
    { name: 'Too many accepted', schools: 'reviewed' },
  );
  expect(clashing.status).toBe(422);
  expect(clashing.text).toContain('These settings conflict');
  expect(clashing.text).toContain('1 more host than the target of 2');

  const one = await stage.store.application('2014-H000');
  if (one?.state !== 'decided') throw new Error('Not decided');
  const { decision: _, ...undecided } = one;
  await stage.put({ ...undecided, state: 'submitted', reviewers: [amara.email], reviews: [aReview()] });
  const scenario = await stage.propose('Whom to admit', 'reviewed');
  const { text } = await stage.open(ruth, 'proposal', { scenario });
  expect(text).toContain('There is no better choice of schools and no better way to pair them.');
  expect(text).toContain('2 hosts and 3 partners, chosen from 8 schools.');
  expect(text).toContain('3 schools not chosen');
  expect(text).toContain('Why not these schools?');
  expect(text).toContain('3 of these weren’t accepted when this was requested');
  expect(text).toMatch(/href="\/console\/decisions\?reference=2014-P\d+(&amp;reference=2014-P\d+){2}"/);
  const [host] =
    (await stage.proposed(scenario)).choice?.chosen.hosts.filter(({ capacity }) => capacity < 2) ?? [];
  expect(host?.capacity).toBe(1);
  for (const page of [text, (await stage.open(ruth, 'board', { scenario })).text])
    expect(page).toContain('1 of 2 places');
  const blocked = await stage.open(ruth, 'publicationPage', { scenario });
  expect(blocked.text).toContain('3 paired schools aren’t accepted yet');
});
