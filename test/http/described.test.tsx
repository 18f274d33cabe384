import { describe, expect, test } from 'vitest';
import { faultsOf } from './described.ts';
import { anEvent } from './event.ts';
import { invoke } from './invoke.ts';
import { keepLog } from './log.ts';

keepLog();

const letter = { id: 'held1', at: '2014-05-02T21:00:00.000Z', kind: 'receipt', to: 'a@example.org' };
const whole = { ...letter, subject: 'We have it', text: 'Thank you.' };
const heldLetter = (data: unknown, status = 200) =>
  faultsOf('GET /console/held-letters/{letter}', { status, data });

describe('an answer is checked against its description', () => {
  test('and has no fault if it matches', () => {
    expect(heldLetter(whole)).toEqual([]);
  });

  test('for missing values, additional values, and wrong formats', () => {
    const faults = [
      ...heldLetter(letter),
      ...heldLetter({ ...whole, secret: 'x' }),
      ...heldLetter({ ...whole, at: 'Friday, May 2' }),
    ];
    expect(faults).toEqual([
      expect.stringContaining("must have required property 'subject'"),
      expect.stringContaining("must have required property 'text'"),
      expect.stringContaining('secret'),
      expect.stringContaining('/at must match format "date-time"'),
    ]);
  });

  test('for its status, and as a problem document if it is a refusal', () => {
    expect(heldLetter(whole, 202)).toEqual(['the status 202 is not described']);
    expect(heldLetter({ status: 404, title: 'Email not found' }, 404)).toEqual([]);
    expect(heldLetter({ title: 'Email not found' }, 404)).toHaveLength(1);
  });

  test('in HTML and in JSON', async () => {
    const { answering } = await import('../../functions/http/handler.ts');
    const other = () => ({ status: 200, data: { title: 'Privacy' }, page: <p>Privacy</p> });
    const handler = answering('site', { openapi: other, privacy: other, accessibility: other });
    for (const accept of ['text/html', 'application/json'])
      await expect(
        invoke(handler, anEvent('GET /privacy', '/privacy', { headers: { accept } })),
      ).rejects.toThrow('GET /privacy answers otherwise than /openapi.json says');
  });
});
