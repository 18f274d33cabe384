import { describe, expect, test } from 'vitest';
import { lettersFor } from '../../shared/letters/letters-for.ts';
import { renderText } from '../../shared/letters/render-text.ts';
import { aContext, aRequest } from './sample.ts';

const replyTo = (reply: 'start' | 'return' | 'taken' | 'unknown', request = aRequest()) =>
  lettersFor({ type: 'link-requested', reply }, request, aContext());

describe('whoever asks for a link', () => {
  test('gets one to start with, how long it works, and the deadline', () => {
    expect(replyTo('start')).toEqual([
      {
        key: 'r1#1#link-to-start#dana.principal@example.org',
        kind: 'link-to-start',
        to: 'dana.principal@example.org',
        subject: 'Your link to apply for M.S. 113 Ronald Edmonds Learning Center',
        body: [
          { kind: 'paragraph', text: 'Hello,' },
          {
            kind: 'paragraph',
            text: 'Here is your link to apply for M.S. 113 Ronald Edmonds Learning Center as a host school in Learning Partners, starting in September 2014.',
          },
          {
            kind: 'action',
            label: 'Start your application',
            href: 'https://apply.example.org/links/start.r1.2014-04-17T14:00:00.000Z',
          },
          {
            kind: 'paragraph',
            text: 'The link works until Thursday, April 17, at 10:00 AM EDT. Until then it also brings you back to your application: every page is saved as you go.',
          },
          {
            kind: 'paragraph',
            text: 'Applications close on Friday, May 2, at 5:00 PM EDT. We read them as they come in, so it helps to send yours early.',
          },
          {
            kind: 'paragraph',
            text: 'If you need a new link, ask for one with this e-mail address and the reference 2014-13K113, or the id of the school, 13K113, at https://apply.example.org/apply/return',
            address: 'https://apply.example.org/apply/return',
          },
          {
            kind: 'paragraph',
            text: 'Please do not forward this letter: whoever has the link can work on your application.',
          },
        ],
        why: 'You get this letter because this address was given on the pages of Learning Partners. If that was not you, you can ignore it: nothing has happened, and nobody else learns of this letter.',
        contactEmail: 'learning-partners@example.org',
        signature: 'Learning Partners, New York City Department of Education',
      },
    ]);
  });

  test('gets one to start with in the grace, and reads until when it may still be sent', () => {
    const renewed = aRequest({ renewedAt: '2014-05-02T22:00:00.000Z' });
    expect(replyTo('start', renewed)[0]?.body).toContainEqual({
      kind: 'paragraph',
      text: 'Applications closed on Friday, May 2, at 5:00 PM EDT. Because you asked to apply before that, you can still send yours until Saturday, May 3, at 5:00 PM EDT.',
    });
  });

  test('gets one that leads back, if the application is theirs', () => {
    const [letter] = replyTo('return');
    expect(letter?.body).toContainEqual({
      kind: 'action',
      label: 'Open your application',
      href: 'https://apply.example.org/links/application.2014-13K113.2014-10-07T14:00:00.000Z',
    });
  });

  test('is told that the school has an application, and whom to ask, but gets no link to it', () => {
    const [letter] = replyTo('taken');
    expect(letter?.body.slice(1)).toEqual([
      {
        kind: 'paragraph',
        text: 'You asked to apply for M.S. 113 Ronald Edmonds Learning Center. The school has an application in Learning Partners already.',
      },
      {
        kind: 'paragraph',
        text: 'Each school sends one application. To protect whoever started it, we do not say who that is, and show it to nobody else.',
      },
      {
        kind: 'paragraph',
        text: 'Please ask the colleagues at your school first. If you think that the application should be yours, write to learning-partners@example.org and name the school. Our staff will help.',
      },
    ]);
  });

  test('is told that there is none with their address, and where to start one', () => {
    const [letter] = replyTo('unknown');
    expect(letter?.subject).toBe(
      'We found no application of M.S. 113 Ronald Edmonds Learning Center with this address',
    );
    expect(letter?.body.at(-1)).toEqual({
      kind: 'action',
      label: 'Go to the program page',
      href: 'https://apply.example.org/',
    });
  });
});

test.each(['start', 'return', 'taken', 'unknown'] as const)(
  'an address that nobody confirmed is sent no word that was typed into the form (%s)',
  (reply) => {
    const typed = { name: 'Win money at evil.example', position: 'Click here', email: 'dana@example.org' };
    const letters = replyTo(reply, aRequest({ applicant: typed }));
    expect(letters).toHaveLength(1);
    for (const letter of letters) {
      const text = `${letter.subject}\n${renderText(letter)}`;
      expect(text).not.toContain(typed.name);
      expect(text).not.toContain(typed.position);
    }
  },
);
