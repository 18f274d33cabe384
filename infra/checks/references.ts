import * as v from 'valibot';
import type { Template } from '../templates/changes.ts';

/** What a template may refer to. */
export type References = {
  readonly template: Template;
  /** The attributes that `Fn::GetAtt` knows of a type; undefined where the type says nothing of them. */
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

/** The name of the intrinsic function that a value of a template is; undefined where it is the value itself. */
export function intrinsicOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [name, ...more] = Object.keys(value);
  return name !== undefined && more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))
    ? name
    : undefined;
}

const ref = v.object({ Ref: v.string() });
const attribute = v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.string()]) });

/** Why a reference leads nowhere; undefined where it does not, and for whatever is none. */
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
