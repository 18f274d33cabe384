import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '#domain/base/change.ts';
import {
  answerThread,
  askQuestion,
  assignThread,
  byState,
  closeThread,
  continueThread,
  hasAnswered,
  type Message,
  reopenThread,
  type Thread,
  threadSummary,
} from '#domain/threads/thread.ts';
import { aStaffMember, aThread } from '../../builders.ts';

const now = '2014-04-24T14:00:00.000Z';
const amara = aStaffMember();
const again: Message = { id: 'again', at: now, from: 'asker', by: 'Rosa Delgado', text: 'And for how long?' };

describe('a question', () => {
  test('is open until someone replies, and opens again when the asker writes back', () => {
    const answered = answerThread(aThread(), 'The district does.', amara, now);
    expect(answered.events).toEqual([{ type: 'question-answered' }]);
    expect(answered.after.state).toBe('closed');
    const continued = continueThread(answered.after, again);
    if (isRefusal(continued)) throw new Error(continued.refused);
    expect(continued.after.state).toBe('open');
    expect(threadSummary(continued.after).since).toBe(now);
  });

  test('takes the same message once', () => {
    const [message] = aThread().messages;
    const thread = aThread();
    expect(message && continueThread(thread, message)).toEqual({ after: thread, events: [] });
  });

  test('has no room for more than a record can hold', () => {
    const text = 'é'.repeat(4000);
    const messages = Array.from({ length: 40 }, (_, index) => ({ ...again, id: `m${index}`, text }));
    expect(continueThread(aThread({ messages }), again)).toEqual({ refused: 'full' });
  });

  test('counts as answered only by the last message, word for word, from the same person', () => {
    const { after } = answerThread(aThread(), 'Yes.', amara, now);
    expect(hasAnswered(after, 'Yes.', amara)).toBe(true);
    expect(hasAnswered(after, 'No.', amara)).toBe(false);
    expect(hasAnswered(after, 'Yes.', aStaffMember({ name: 'Mei' }))).toBe(false);
    expect(hasAnswered(aThread(), 'Who pays for substitutes?', amara)).toBe(false);
  });

  test('waits since the first message without an answer', () => {
    expect(threadSummary(aThread({ messages: [...aThread().messages, again] })).since).toBe(
      '2014-04-22T14:00:00.000Z',
    );
  });

  test('is named after its subject, or after how it starts', () => {
    expect(threadSummary(aThread()).title).toBe('Who pays for substitutes?');
    expect(threadSummary(aThread({ subject: 'Money' })).title).toBe('Money');
    const long = askQuestion({ ...aThread(), message: { ...again, text: 'word '.repeat(50) } });
    expect(threadSummary(long.after).title).toMatch(/^(word )+word…$/);
  });

  test('changes nothing if it is closed, opened, or assigned twice', () => {
    const closed = closeThread(aThread(), amara, now).after;
    expect(closeThread(closed, amara, now)).toEqual({ after: closed, events: [] });
    const open = reopenThread(closed, amara, now).after;
    expect(open.state).toBe('open');
    expect(reopenThread(open, amara, now).events).toEqual([]);
    const assigned = assignThread(open, amara, amara, now).after;
    expect(assigned.assignee).toEqual(amara);
    expect(assignThread(assigned, amara, amara, now).events).toEqual([]);
    expect(assignThread(assigned, undefined, amara, now).after).not.toHaveProperty('assignee');
  });
});

test('lists have every question: the open ones with the longest waiting first, the closed ones with the newest first', () => {
  const summaries = fc.array(
    fc.record({
      state: fc.constantFrom<Thread['state'][]>('open', 'closed'),
      day: fc.integer({ min: 10, max: 28 }),
    }),
  );
  fc.assert(
    fc.property(summaries, (some) => {
      const lists = byState(
        some.map(({ state, day }) => ({
          ...threadSummary(aThread({ state })),
          since: `2014-04-${day}T14:00:00.000Z`,
        })),
      );
      for (const state of ['open', 'closed'] as const)
        expect(lists[state].filter((one) => one.state !== state)).toEqual([]);
      const [open, closed] = [lists.open, lists.closed].map((list) => list.map(({ since }) => since));
      expect(open).toEqual(open?.toSorted());
      expect(closed).toEqual(closed?.toSorted().reverse());
      expect([...lists.open, ...lists.closed]).toHaveLength(some.length);
    }),
  );
});
