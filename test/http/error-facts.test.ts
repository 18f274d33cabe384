import * as v from 'valibot';
import { expect, test } from 'vitest';
import { errorFacts } from '#http/error-facts.ts';
import { parseRecord } from '#store/parse-record.ts';

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

test('an unreadable record is named by its key and the place in it, without its content', () => {
  const record = {
    pk: 'CYCLE#2014',
    sk: 'APPLICATION#13K113',
    body: { applicant: { email: 'jane@example.org' } },
  };
  const schema = v.object({ body: v.object({ applicant: v.object({ email: v.number() }) }) });
  const facts = errorFacts(thrownBy(() => parseRecord(schema, record)));
  expect(facts.error).toBe('UnreadableRecord');
  expect(facts.unreadable).toBe('CYCLE#2014 APPLICATION#13K113 can’t be read at body.applicant.email');
  expect(JSON.stringify(facts)).not.toContain('jane');
});

test('any other error has its class and its stack, without its message, even one with several lines', () => {
  const facts = errorFacts(new TypeError('jane@example.org\n    at home with jane'));
  expect(facts).toEqual({ error: 'TypeError', at: expect.stringContaining('error-facts.test.ts') });
  expect(facts.at).not.toContain('jane');
});

test('a thrown value that is not an error is named by its type', () => {
  expect(errorFacts('jane@example.org')).toEqual({ error: 'string', at: '' });
});
