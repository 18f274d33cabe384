import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ofType, synthesize } from './template.ts';

const page = readFileSync(join(import.meta.dirname, '../../ARCHITECTURE.md'), 'utf8');

/** The number in a sentence of ARCHITECTURE.md. */
function stated(sentence: RegExp): number {
  const [, number] = sentence.exec(page) ?? [];
  if (number === undefined) throw new Error(`ARCHITECTURE.md does not say ${sentence}`);
  return Number(number);
}

const { service } = synthesize('staging');

test('what ARCHITECTURE.md says of the limits of AWS leaves room, and is true', () => {
  const addresses = ofType(service, 'AWS::ApiGatewayV2::Route').length;
  const most = stated(/fewer than (\d+) addresses \|/);
  expect(addresses).toBeLessThan(most);
  expect(most).toBeLessThan(stated(/an account, (\d+) addresses in an API/));
  const resources = stated(/fewer than (\d+) in `service`/);
  expect(Object.keys(service).length).toBeLessThan(resources);
  expect(resources).toBeLessThan(stated(/CloudFormation: (\d+) resources in a stack/));
});
