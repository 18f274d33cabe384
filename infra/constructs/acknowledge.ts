import { Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Lets one finding of a rule pack stand on `scope` and everything below it.
 * `reason` is a whole sentence for the person who audits the account.
 */
export function acknowledge(scope: IConstruct, reason: string, ...rules: readonly string[]): void {
  Validations.of(scope).acknowledge(...rules.map((id) => ({ id, reason })));
}

/** The account of `scope` as findings write it: its number where the record names one. */
export function accountInFindings(scope: IConstruct): string {
  const { account } = Stack.of(scope);
  return Token.isUnresolved(account) ? '<AWS::AccountId>' : account;
}
