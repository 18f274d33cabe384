import { Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Accepts one finding of a rule pack on `scope` and everything below it. `reason` is a sentence for the
 * account's auditor.
 */
export function acknowledge(scope: IConstruct, reason: string, ...rules: readonly string[]): void {
  Validations.of(scope).acknowledge(...rules.map((id) => ({ id, reason })));
}

/** The parts of ARNs in the stack of `scope` as findings write them: plain if the record names them. */
export function placeInFindings(scope: IConstruct) {
  const { partition, region, account } = Stack.of(scope);
  const written = (part: string, parameter: string) =>
    Token.isUnresolved(part) ? `<AWS::${parameter}>` : part;
  return {
    partition: written(partition, 'Partition'),
    region: written(region, 'Region'),
    account: written(account, 'AccountId'),
  };
}

/**
 * `one` as the interface that it implements. Under `exactOptionalPropertyTypes`, the compiler doesn't see
 * that some CDK classes match their own interfaces.
 */
export function fitting<Interface>(one: unknown, fits: (one: unknown) => one is Interface): Interface {
  if (!fits(one)) throw new Error('A construct doesn’t implement its own interface');
  return one;
}
