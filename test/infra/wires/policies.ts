import * as v from 'valibot';
import { said } from '../template.ts';

/**
 * An action: by a service with its principal, or by a role with its name. ARNs and names are in words, as
 * `said` returns them.
 */
export type Act = {
  readonly by: { readonly service: string } | { readonly role: string };
  readonly action: string;
  readonly on: string;
  /** The request's condition keys, in lower case, besides being encrypted. */
  readonly context?: Readonly<Record<string, string>>;
};

const oneOrMore = v.pipe(
  v.union([
    v.array(v.unknown()),
    v.pipe(
      v.unknown(),
      v.transform((one) => [one]),
    ),
  ]),
  v.transform((all) => all.map(inWords)),
);
const principals = v.union([
  v.pipe(
    v.literal('*'),
    v.transform((): { AWS?: string[]; Service?: string[] } => ({ AWS: ['*'] })),
  ),
  v.strictObject({ AWS: v.optional(oneOrMore), Service: v.optional(oneOrMore) }),
]);
const statement = v.strictObject({
  Sid: v.optional(v.string()),
  Effect: v.picklist(['Allow', 'Deny']),
  Action: oneOrMore,
  /** Absent in a role's trust policy. */
  Resource: v.optional(oneOrMore),
  /** Absent in a role's own policy, which is about the role itself. */
  Principal: v.optional(principals),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown()))),
});
const policyDocument = v.looseObject({ Statement: v.array(statement) });

export type Statement = v.InferOutput<typeof statement>;

/** @throws for a statement that this reader doesn't understand, because such a statement must not pass. */
export const statementsOf = (document: unknown): readonly Statement[] =>
  v.parse(policyDocument, document).Statement;

/** A name or an ARN of a template in words. The region and the partition of a synthesized stack are known. */
export function inWords(value: unknown): string {
  return said(value)
    .replaceAll(/\$\{([\w:]+)\}/g, '$1')
    .replaceAll('AWS::Partition', 'aws');
}

/** IAM's decision: something allows it, and nothing denies it. */
export function permits(statements: readonly Statement[], act: Act): boolean {
  const speaking = statements.filter((one) => speaksOf(one, act));
  return (
    speaking.some(({ Effect }) => Effect === 'Allow') && !speaking.some(({ Effect }) => Effect === 'Deny')
  );
}

const speaksOf = ({ Action, Resource, Principal, Condition }: Statement, act: Act): boolean =>
  Action.some((pattern) => fits(pattern.toLowerCase(), act.action.toLowerCase())) &&
  (Resource === undefined || Resource.some((pattern) => fits(pattern, act.on))) &&
  (Principal === undefined || names(Principal, act.by)) &&
  Object.entries(Condition ?? {}).every(([operator, expected]) =>
    Object.entries(expected).every(([key, value]) => holds(operator, inWords(value), key, act)),
  );

const names = ({ AWS = [], Service = [] }: NonNullable<Statement['Principal']>, by: Act['by']): boolean =>
  AWS.includes('*') || ('service' in by ? Service.includes(by.service) : AWS.includes(`${by.role}.Arn`));

function holds(operator: string, expected: string, key: string, { context }: Act): boolean {
  const known: Readonly<Record<string, string>> = { 'aws:securetransport': 'true', ...context };
  const found = known[key.toLowerCase()];
  if (found === undefined) return false;
  if (['StringEquals', 'ArnEquals', 'Bool'].includes(operator)) return found === expected;
  if (['StringLike', 'ArnLike'].includes(operator)) return fits(expected, found);
  throw new Error(`What does the condition ${operator} of ${key} ask?`);
}

/** Whether an IAM pattern, with `*` for anything, matches this text. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  if (others.length === 0) return first === text;
  const last = others.pop() ?? '';
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.startsWith(first) && text.endsWith(last) && text.length - last.length >= at;
}
