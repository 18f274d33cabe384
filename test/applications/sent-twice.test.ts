import { afterAll, beforeAll, expect, test } from 'vitest';
import { hiddenField, sixTimes } from '../reviews/console.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const asking = {
  role: 'host',
  school: '99Q01',
  name: 'Rosa Díaz',
  position: 'Principal',
  isPrincipal: 'yes',
};

test('a request to apply sent six times at once, or later, sends one email', async () => {
  const visitor = stage.visitor();
  const page = await visitor.open('/apply/contact?role=host&school=99Q01');
  const idempotencyKey = hiddenField(page, 'idempotencyKey');
  const send = (more: object = {}) =>
    visitor.send('/applications', { ...asking, email: 'rosa@example.org', idempotencyKey, ...more });
  const answers = await sixTimes(() => send());
  for (let again = 0; again < 6; again += 1) answers.push(await send());
  expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual(
    Array(12).fill([303, '/apply/link-sent']),
  );
  expect(await stage.lettersTo('rosa@example.org')).toHaveLength(1);

  const other = await send({ email: 'r.diaz@example.org' });
  expect(other.status).toBe(422);
  expect(other.text).toContain('You already sent this form');
  expect(other.text).toContain('value="r.diaz@example.org"');
  expect(await stage.lettersTo('r.diaz@example.org')).toEqual([]);
  const fresh = hiddenField(other, 'idempotencyKey');
  expect((await send({ email: 'r.diaz@example.org', idempotencyKey: fresh })).status).toBe(303);
  expect(await stage.lettersTo('r.diaz@example.org')).toHaveLength(1);
});

test('a program sends the key as a header or as a field', async () => {
  const key = '8e03978e-40d5-43dd-bc93-6894a57f9324';
  const asked = { ...asking, school: '99Q02', email: 'sofia@example.org' };
  const post = (fields: object, headers: Readonly<Record<string, string>> = {}) =>
    stage.visitor().post('/applications', { ...asked, ...fields }, headers);
  expect((await post({}, { 'idempotency-key': `"${key}"` })).status).toBe(202);
  expect((await post({}, { 'idempotency-key': key })).status).toBe(202);
  expect((await post({ idempotencyKey: key })).status).toBe(202);
  expect(await stage.lettersTo('sofia@example.org')).toHaveLength(1);
  const other = await post({ name: 'Sofia Díaz' }, { 'idempotency-key': key });
  expect(other).toMatchObject({ status: 422, data: { errors: [{ field: 'idempotencyKey' }] } });
});
