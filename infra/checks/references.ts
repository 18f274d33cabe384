import * as v from 'valibot';
import type { Template } from '../templates/changes.ts';

/** The targets that a template may refer to. */
export type References = {
  readonly template: Template;
  /** The attributes of a type for `Fn::GetAtt`; undefined if the type doesn't list them. */
  readonly attributesOf: (type: string) => readonly string[] | undefined;
};

const functions = [
  'Fn::Base64',
  'Fn::GetAtt',
  'Fn::GetStackOutput',
  'Fn::ImportValue',
  'Fn::Join',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
];
const pseudo = /^AWS::(AccountId|NoValue|NotificationARNs|Partition|Region|StackId|StackName|URLSuffix)$/;

/** The name of the intrinsic function in a template value; undefined if it is a plain value. */
export function intrinsicOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [name, ...more] = Object.keys(value);
  return name !== undefined && more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))
    ? name
    : undefined;
}

const ref = v.object({ Ref: v.string() });
const attribute = v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.string()]) });

/** Why a reference points nowhere; undefined if it resolves or isn't a reference. */
export function whyUnresolved(value: unknown, { template, attributesOf }: References): string | undefined {
  const name = intrinsicOf(value);
  if (name === undefined) return undefined;
  if (name !== 'Ref' && !functions.includes(name)) return `unknown function ${name}`;
  if (v.is(ref, value)) {
    const { Ref: id } = value;
    const isThere = pseudo.test(id) || id in template.Resources || id in (template.Parameters ?? {});
    return isThere ? undefined : `Ref points to ${id}, which isn’t in the template`;
  }
  if (!v.is(attribute, value)) return undefined;
  const [id, path] = value['Fn::GetAtt'];
  const type = template.Resources[id]?.Type;
  if (type === undefined) return `Fn::GetAtt points to ${id}, which isn’t in the template`;
  const known = attributesOf(type);
  return known === undefined || known.includes(path)
    ? undefined
    : `${type} has no attribute ${path} (expected one of ${known.join(', ')})`;
}
