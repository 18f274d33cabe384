import { expect, test } from 'vitest';
import { readFilter } from '../../../infra/local/lambda/delivery.ts';

const keeps = (pattern: object, event: unknown) => readFilter(JSON.stringify(pattern))(event);
const change = { eventName: 'INSERT', dynamodb: { NewImage: { type: { S: 'application' } } } };

test.each([
  [{ eventName: ['INSERT', 'MODIFY'] }, true],
  [{ eventName: ['REMOVE'] }, false],
  [{ dynamodb: { NewImage: { type: { S: ['application', 'roster'] } } } }, true],
  [{ eventName: ['INSERT'], dynamodb: { NewImage: { type: { S: ['roster'] } } } }, false],
  [{ dynamodb: { OldImage: { type: { S: ['application'] } } } }, false],
  [{ eventName: [{ prefix: 'IN' }] }, true],
  [{ eventName: [{ suffix: 'X' }] }, false],
  [{ eventName: [{ 'equals-ignore-case': 'insert' }] }, true],
  [{ eventName: [{ 'anything-but': ['REMOVE'] }] }, true],
  [{ eventName: [{ 'anything-but': 'INSERT' }] }, false],
  [{ dynamodb: { OldImage: [{ exists: false }] } }, true],
  [{ dynamodb: { NewImage: [{ exists: true }] } }, true],
])('the pattern %j decides: %s', (pattern, kept) => {
  expect(keeps(pattern, change)).toBe(kept);
});

test.each([
  { a: [{ numeric: ['>', 1] }] },
  { $or: [{ a: ['b'] }] },
  { a: [{ 'anything-but': { prefix: 'x' } }] },
  'text',
])('an unknown operator is an error: %j', (pattern) => {
  expect(() => readFilter(JSON.stringify(pattern))).toThrow(/doesn’t support|isn’t an event pattern/);
});
