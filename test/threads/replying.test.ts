import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Thread } from '#domain/threads/thread.ts';
import { anApplication, aThread } from '../builders.ts';
import {
  amara,
  type Console,
  daniel,
  hiddenField,
  locationOf,
  mei,
  ruth,
  sixTimes,
  startConsole,
} from '../reviews/console.ts';

let stage: Console;
beforeAll(async () => {
  stage = await startConsole(() => import('../../functions/threads/handler.ts'));
});
afterAll(() => stage.stop());

let count = 0;
async function asked(over: Partial<Thread> = {}): Promise<{ readonly thread: string }> {
  count += 1;
  const id = String(count).padStart(20, '0');
  await stage.store.commitThread({ after: aThread({ id, ...over }), events: [] });
  return { thread: id };
}
const stored = async ({ thread }: { readonly thread: string }): Promise<Thread> => {
  const found = await stage.store.thread(thread);
  if (!found) throw new Error('The thread is gone');
  return found;
};

const about = {
  reference: '2014-13K113',
  schoolId: '13K113',
  schoolName: 'M.S. 113 Ronald Edmonds Learning Center',
  isProven: true,
};
beforeEach(async () => {
  if (!(await stage.store.application('2014-13K113'))) await stage.put(anApplication());
});

describe('the list of questions', () => {
  test('has open ones first, the oldest at the top, and is for all staff', async () => {
    await asked({ subject: 'Closed already', state: 'closed' });
    await asked({ subject: 'Still open' });
    for (const staff of [amara, ruth, mei]) {
      const { status, text } = await stage.open(staff, 'threads');
      expect(status).toBe(200);
      expect(text.indexOf('Still open')).toBeGreaterThan(0);
      expect(text.indexOf('Still open')).toBeLessThan(text.indexOf('Closed already'));
    }
  });

  test('is linked from the navigation', async () => {
    expect((await stage.open(ruth, 'threads')).text).toContain(
      '<a class="lp-nav__link" href="/console/questions" aria-current="page">Questions</a>',
    );
  });

  test('leaves out schools with a conflict of interest, and their questions can’t be opened', async () => {
    const { thread } = await asked({ subject: 'About 113', about: { ...about, schoolId: '99Q99' } });
    await stage.declare(daniel, '99Q99');
    expect((await stage.open(daniel, 'threads')).text).not.toContain('About 113');
    expect((await stage.open(daniel, 'thread', { thread })).status).toBe(403);
    expect((await stage.open(ruth, 'threads')).text).toContain('About 113');
  });
});

describe('a question', () => {
  test('has the application that it is about next to it', async () => {
    const { text } = await stage.open(ruth, 'thread', await asked({ about }));
    expect(text).toContain('href="/console/applications/2014-13K113"');
    expect(text).toContain('In review');
    expect(text).not.toContain('can’t confirm');
  });

  test('warns if the asker may not be the school’s contact', async () => {
    const { text } = await stage.open(ruth, 'thread', await asked({ about: { ...about, isProven: false } }));
    expect(text).toContain('We can’t confirm that this person is the school’s contact');
  });

  test('has the application of a contact who only typed their address', async () => {
    const asker = { name: 'Dana', email: 'dana.principal@example.org' };
    const { text } = await stage.open(ruth, 'thread', await asked({ asker }));
    expect(text).toContain('href="/console/applications/2014-13K113"');
    expect(text).toContain('We can’t confirm');
  });

  test('never shows markup that someone sent as markup', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const [message] = aThread().messages;
    const { text } = await stage.open(
      ruth,
      'thread',
      await asked({
        subject: evil,
        asker: { name: evil, email: 'x@example.org' },
        messages: message ? [{ ...message, by: evil, text: evil }] : [],
      }),
    );
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;img src=x');
  });

  test('that doesn’t exist is not found', async () => {
    expect((await stage.open(ruth, 'thread', { thread: 'nothing' })).status).toBe(404);
  });
});

describe('a reply', () => {
  const reply = 'The district pays.\n\nUp to $250 a day.';

  test('is previewed as the email that goes out, then sent once, and closes the question', async () => {
    const question = await asked();
    const shown = await stage.open(ruth, 'thread', question);
    const seen = hiddenField(shown, 'seen');
    const preview = await stage.send(ruth, 'replyToThread', question, { reply, step: 'preview', seen });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('rosa.delgado@example.org');
    expect(preview.text).toContain('Re: Your question about');
    expect(preview.text).toContain('Up to $250 a day.');
    expect(preview.text).toContain('Ruth Lindqvist');
    expect((await stored(question)).state).toBe('open');
    const sent = await sixTimes(() =>
      stage.send(ruth, 'replyToThread', question, { reply, step: 'send', seen }),
    );
    expect(new Set(sent.map(locationOf))).toEqual(
      new Set([`/console/questions/${question.thread}?done=replied`]),
    );
    const after = await stored(question);
    expect(after.state).toBe('closed');
    expect(after.messages.map(({ from }) => from)).toEqual(['asker', 'staff']);
  });

  test('comes back to its form with what was typed', async () => {
    const question = await asked();
    const { text } = await stage.send(ruth, 'replyToThread', question, { reply, step: 'write' });
    expect(text).toContain('Up to $250 a day.</textarea>');
  });

  test('isn’t sent if a colleague replied in the meantime', async () => {
    const question = await asked();
    const seen = hiddenField(await stage.open(ruth, 'thread', question), 'seen');
    await stage.send(amara, 'replyToThread', question, { reply: 'We do.', step: 'send', seen });
    for (const step of ['preview', 'send']) {
      const late = await stage.send(ruth, 'replyToThread', question, { reply, step, seen });
      expect(late.status).toBe(409);
      expect(late.text).toContain('Nothing was sent.');
      expect(late.text).toContain('Up to $250 a day.</textarea>');
    }
    expect((await stored(question)).messages).toHaveLength(2);
  });

  test('needs text', async () => {
    const empty = await stage.send(ruth, 'replyToThread', await asked(), { reply: ' ', step: 'preview' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Enter your reply');
  });
});

describe('an assignment', () => {
  test('goes to this person or someone on the roster, and to no one else', async () => {
    await stage.putRoster([{ email: daniel.email, name: daniel.name }]);
    const question = await asked();
    await stage.send(ruth, 'assignThread', question, { email: daniel.email });
    expect((await stored(question)).assignee).toEqual({ email: daniel.email, name: daniel.name });
    const unknown = await stage.send(ruth, 'assignThread', question, { email: 'who@example.org' });
    expect(unknown.status).toBe(422);
    await stage.send(ruth, 'assignThread', question, { email: '' });
    expect(await stored(question)).not.toHaveProperty('assignee');
  });

  test('isn’t changed from a page that shows another assignee', async () => {
    const question = await asked();
    const seen = hiddenField(await stage.open(ruth, 'thread', question), 'seen');
    await stage.send(amara, 'assignThread', question, { email: amara.email });
    const page = await stage.open(ruth, 'thread', question);
    const [, old = ''] =
      /assignment"[^>]*><input type="hidden" name="seen" value="([^"]*)"/.exec(page.text) ?? [];
    expect(old).not.toBe(seen);
    await stage.send(amara, 'assignThread', question, { email: '' });
    expect((await stage.send(ruth, 'assignThread', question, { email: ruth.email, seen: old })).status).toBe(
      409,
    );
  });
});

test('a question can be closed without a reply, and opened again', async () => {
  const question = await asked();
  await stage.send(ruth, 'closeThread', question, {});
  expect((await stored(question)).state).toBe('closed');
  expect((await stage.open(ruth, 'thread', question)).text).toContain('Reopen question');
  await stage.send(ruth, 'reopenThread', question, {});
  expect((await stored(question)).state).toBe('open');
});
