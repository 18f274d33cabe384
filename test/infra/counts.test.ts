import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ofType, synthesize } from './template.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/limits.md'), 'utf8');

/** The number in a sentence of docs/limits.md. */
function stated(sentence: RegExp): number {
  const [, number] = sentence.exec(page) ?? [];
  if (number === undefined) throw new Error(`docs/limits.md doesn’t say ${sentence}`);
  return Number(number);
}

const { service } = synthesize('staging');

test('the AWS limits in docs/limits.md are true and leave room', () => {
  const routes = ofType(service, 'AWS::ApiGatewayV2::Route').length;
  const most = stated(/fewer than (\d+) routes \|/);
  expect(routes).toBeLessThan(most);
  expect(most).toBeLessThan(stated(/an account, (\d+) routes in an API/));
  const resources = stated(/fewer than (\d+) in `service`/);
  expect(Object.keys(service).length).toBeLessThan(resources);
  expect(resources).toBeLessThan(stated(/CloudFormation: (\d+) resources in a stack/));
});
