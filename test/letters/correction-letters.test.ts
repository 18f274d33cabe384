import { expect, test } from 'vitest';
import type { ApplicationEvent } from '#domain/admission/events.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { renderText } from '#letters/render-text.ts';
import { aDecidedApplication, aDecision, anApplication } from '../builders.ts';
import { aContext } from './sample.ts';

const reversal = {
  decision: aDecision(),
  reason: 'We mixed up two schools.',
  by: 'Omar Haddad',
  at: '2014-04-23T14:00:00.000Z',
};

test('a school reads which decision was taken back, why, and what happens next', () => {
  const [letter] = lettersFor(
    'application',
    { type: 'decision-reversed' },
    anApplication({ reversals: [reversal] }),
    aContext(),
  );
  const text = letter ? renderText(letter) : '';
  expect(text).toContain('we told you that M.S. 113 Ronald Edmonds Learning Center had been accepted.');
  expect(text).toContain('We mixed up two schools.');
  expect(text).toContain('in review again');
  expect(text).toContain('Omar Haddad');
});

test('a new contact gets again what still holds, and nothing that doesn’t', () => {
  const event: ApplicationEvent = {
    type: 'contact-corrected',
    again: ['receipt', 'information-request', 'decision', 'decision-correction'],
  };
  const sent = lettersFor('application', event, aDecidedApplication(), aContext());
  expect(sent.map(({ kind }) => kind)).toEqual(['contact-corrected', 'receipt', 'decision']);
  const reversed = lettersFor('application', event, anApplication({ reversals: [reversal] }), aContext());
  expect(reversed.map(({ kind }) => kind)).toEqual(['contact-corrected', 'receipt', 'decision-correction']);
});
