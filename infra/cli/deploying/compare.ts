import {
  changesBetween,
  emptyTemplate,
  type ResourceChange,
  sayChanges,
  type Template,
} from '../../checks/template-changes.ts';
import { pricedThings } from '../../cost/prices.ts';
import type { Environment } from '../../environments.ts';
import type { Terminal } from '../command.ts';
import type { Aws } from './aws.ts';
import { type Failure, type PlacedStack, stacksOf } from './facts.ts';
import type { Templates } from './toolkit.ts';

type StackChanges = { readonly stack: PlacedStack; readonly changes: readonly ResourceChange[] };

/** The changes that the templates make to each stack, or why AWS didn't answer. */
export async function compareWithDeployed(
  environment: Environment,
  aws: Aws,
  templates: Templates,
): Promise<readonly StackChanges[] | { readonly failed: Failure }> {
  const compared: StackChanges[] = [];
  for (const stack of stacksOf(environment)) {
    const deployed = await aws.template(stack);
    if ('failed' in deployed) return deployed;
    const before = 'found' in deployed ? deployed.found : emptyTemplate;
    compared.push({ stack, changes: changesBetween(before, templates.get(stack.part) ?? emptyTemplate) });
  }
  return compared;
}

/** Prints the changes of every stack, the worst first. */
export function sayCompared(compared: readonly StackChanges[], { say }: Pick<Terminal, 'say'>): void {
  for (const { stack, changes } of compared) {
    say(`${stack.name}:`);
    for (const line of sayChanges(changes)) say(`  ${line}`);
  }
}

/** The resource types that AWS charges for. */
export const pricedIn = (templates: Templates): readonly string[] =>
  [...templates.values()].flatMap((template: Template) => pricedThings(Object.values(template.Resources)));
