import { plusHours } from '#domain/base/time.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { isBooked } from '#domain/partnership/visit.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { calledVisit, type VisitCall } from '#domain/visits/reminders.ts';
import { errorFacts } from '#http/error-facts.ts';
import type { Letter, LetterContext } from '#letters/letter.ts';
import { toEachContact } from '#letters/school-letter.ts';
import { reflectionLetters, reminderLetters } from '#letters/visit-reminder-letters.ts';
import { inLanes, type Parts } from './dependencies.ts';
import { postLetter, sendWaitingLetters } from './post-letter.ts';

// Leaves the function most of its five minutes for the visit itself.
const waitingMinutes = 2;

/**
 * Sends the waiting letters, then those due for one visit. If the visit has moved or is canceled, it logs this and sends
 * nothing. Throws at the end if any letter failed. A repetition doesn't send the others again.
 */
export async function answerVisitCall(parts: Parts, call: VisitCall): Promise<void> {
  const { store, log, addresses } = parts;
  await sendWaitingLetters(parts, plusHours(parts.now(), waitingMinutes / 60));
  const ids = { kind: call.kind, cycle: call.cycleId, host: call.host, visit: call.visit };
  const [cycle, partnership] = await Promise.all([
    store.cycle(call.cycleId),
    store.partnership(call.cycleId, call.host),
  ]);
  const letters = cycle && partnership ? lettersOf(parts, partnership, call, { cycle, addresses }) : [];
  if (letters.length === 0) return log.info({ what: 'visit call out of date', ...ids });
  const thrown = await inLanes(letters, 1, (letter) => postLetter(parts, letter));
  for (const error of thrown) log.error({ what: 'letter of a visit not sent', ...ids, ...errorFacts(error) });
  if (thrown.length > 0) throw new Error(`${thrown.length} of ${letters.length} letters of a visit failed`);
}

function lettersOf(
  { now }: Parts,
  partnership: Partnership,
  call: VisitCall,
  context: LetterContext,
): readonly Letter[] {
  const visit = calledVisit(partnership, call);
  if (!visit) return [];
  switch (call.kind) {
    case 'reminder':
      // A late call must not remind anyone of a past visit.
      return isBooked(visit) && visit.date >= todayOf(context.cycle, now())
        ? toEachContact(partnership, (own) => reminderLetters(own, visit, context, now()))
        : [];
    case 'reflection':
      return toEachContact(partnership, (own) => reflectionLetters(own, visit, context, now()));
  }
}
