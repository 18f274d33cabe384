import { expect, test } from 'vitest';
import { summaryOf } from '#domain/admission/summary.ts';
import { lateThings } from '#domain/admission/waiting.ts';
import { plusDays } from '#domain/base/time.ts';
import { isSchoolDay } from '#domain/program/cycle.ts';
import {
  decisionDigest,
  isDue,
  keysOfPastWeek,
  lateKey,
  type MorningFacts,
  readersOf,
  readingDigest,
} from '#letters/digests.ts';
import { nowhere } from '#letters/letter.ts';
import { planSeed } from '../../infra/cli/seed/plan.ts';
import { isBroken } from '../../infra/parsing/parsed.ts';

/** When the emails came every school day, the sample district's staff got 520 in this time. */
const before = 520;

test('in a year in which no one decides, staff get at most a quarter of the emails that they once got', async () => {
  const seed = await planSeed({ now: '2026-11-24T15:00:00.000Z' });
  if (isBroken(seed)) throw new Error(seed.problems.join('\n'));
  const { cycle, applications, roster } = seed.parsed;
  const context = { cycle, addresses: nowhere };
  const summaries = applications.map((application) => summaryOf(cycle.program, application));
  const undecided = summaries.filter(({ state }) => state === 'submitted').length;
  const told = new Map<string, readonly string[]>();
  const knownLate = new Set<string>();
  for (let day = '2026-11-25'; day <= '2027-09-12'; day = plusDays(day, 1)) {
    if (!isSchoolDay(cycle, day)) continue;
    const now = `${day}T13:00:00.000Z`;
    const isPublished = day > '2026-11-30';
    const facts: MorningFacts = {
      ...{ summaries, questions: [], isPublished },
      reviewers: roster.reviewers,
      withoutAnswer: isPublished ? undecided : 0,
    };
    const late = lateThings(isPublished ? [] : summaries, [], cycle, now).filter(
      (thing) => !knownLate.has(lateKey(cycle, thing)),
    );
    const letters = [
      ...readersOf(facts).flatMap((reader) => readingDigest(facts, reader, context, now)),
      ...decisionDigest(facts, late, context, now),
    ];
    for (const letter of letters) {
      const keys = keysOfPastWeek(letter, cycle, now);
      if (isDue(letter, told.get(keys.find((key) => told.has(key)) ?? '')))
        told.set(letter.key, letter.tells ?? []);
    }
    for (const thing of late) knownLate.add(lateKey(cycle, thing));
  }
  expect(told.size).toBeGreaterThan(20);
  expect(told.size).toBeLessThanOrEqual(before / 4);
});
