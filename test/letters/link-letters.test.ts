import { describe, expect, test } from 'vitest';
import { lettersFor } from '#letters/letters-for.ts';
import { renderText } from '#letters/render-text.ts';
import { aContext, aRequest } from './sample.ts';

const replyTo = (reply: 'start' | 'return' | 'taken' | 'unknown', request = aRequest()) =>
  lettersFor('application-request', { type: 'link-requested', reply }, request, aContext());

describe('a request for a link', () => {
  test('gets a link to start with, its end, and the deadline', () => {
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
            text: 'Here’s your link to apply for M.S. 113 Ronald Edmonds Learning Center as a host school in Learning Partners. The program starts in September 2014.',
          },
          {
            kind: 'action',
            label: 'Start your application',
            href: 'https://apply.example.org/links/start.r1.2014-04-17T14:00:00.000Z',
          },
          {
            kind: 'paragraph',
            text: 'The link works until April 17, 2014. Until then, you can use it to come back anytime. We save each page as you go.',
          },
          {
            kind: 'paragraph',
            text: 'Applications close on Friday, May 2, at 5:00 PM EDT. We review them as they come in, so it helps to submit early.',
          },
          {
            kind: 'paragraph',
            text: 'Need a new link? Go to https://apply.example.org/apply/return and enter this email address and your application number, 2014-13K113.',
            address: 'https://apply.example.org/apply/return',
          },
          {
            kind: 'paragraph',
            text: 'Please don’t forward this email. Anyone with the link can change your application.',
          },
        ],
        why: 'You’re receiving this email because someone entered this address on the Learning Partners website. If it wasn’t you, you can ignore this email.',
        contactEmail: 'learning-partners@example.org',
        signature: 'Learning Partners, New York City Department of Education',
        signer: { name: 'The Learning Partners team' },
        program: 'Learning Partners',
        lang: 'en',
      },
    ]);
  });

  test('gets a link to start with after the deadline, and the end of the grace period', () => {
    const renewed = aRequest({ renewedAt: '2014-05-02T22:00:00.000Z' });
    expect(replyTo('start', renewed)[0]?.body).toContainEqual({
      kind: 'paragraph',
      text: 'Applications closed on Friday, May 2, at 5:00 PM EDT. Because you started before then, you can still submit yours until Saturday, May 3, at 5:00 PM EDT.',
    });
  });

  test('gets a link to return with until the school year ends, if the application is theirs', () => {
    const [letter] = replyTo('return');
    expect(letter?.body).toContainEqual({
      kind: 'action',
      label: 'Open your application',
      href: 'https://apply.example.org/links/application.2014-13K113.2015-07-07T00:00:00.000Z',
    });
    expect(letter?.body.at(-1)).toEqual({
      kind: 'paragraph',
      text: 'Please don’t forward this email. Anyone with the link can open your application and withdraw it.',
    });
  });

  test('gets no link if the school has an application, but an address for questions', () => {
    const [letter] = replyTo('taken');
    expect(letter?.body.slice(1)).toEqual([
      {
        kind: 'paragraph',
        text: 'You asked to apply for M.S. 113 Ronald Edmonds Learning Center, but the school already has an application in Learning Partners.',
      },
      {
        kind: 'paragraph',
        text: 'Each school can submit one application. To protect the applicant’s privacy, we can’t tell you who started it or show it to you.',
      },
      {
        kind: 'paragraph',
        text: 'Please check with your colleagues first. If you can’t find out who started it, email learning-partners@example.org and tell us your school’s name.',
      },
    ]);
  });

  test('gets a link to the program page if their address has no application', () => {
    const [letter] = replyTo('unknown');
    expect(letter?.subject).toBe('No application for M.S. 113 Ronald Edmonds Learning Center');
    expect(letter?.body.at(-1)).toEqual({
      kind: 'action',
      label: 'Go to the program page',
      href: 'https://apply.example.org/',
    });
  });

  test('isn’t invited to apply before applications open or after they close', () => {
    const linesAt = (askedAt: string) => {
      const [letter] = replyTo('unknown', aRequest({ askedAt }));
      return letter ? renderText(letter) : '';
    };
    expect(linesAt('2014-04-01T12:00:00.000Z')).toContain(
      'Applications open on Monday, April 7, at 9:00 AM EDT.',
    );
    const late = linesAt('2014-05-02T22:00:00.000Z');
    expect(late.replace(/\s+/g, ' ')).toContain('Applications closed on Friday, May 2, at 5:00 PM EDT.');
    expect(late).not.toContain('program page');
  });
});

test.each(['start', 'return', 'taken', 'unknown'] as const)(
  'an unconfirmed address is sent nothing that was typed into the form (%s)',
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
