import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import * as v from 'valibot';
import type { Template } from './template-changes.ts';

/** The targets that a template may refer to. */
type References = {
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
function intrinsicOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [name, ...more] = Object.keys(value);
  return name !== undefined && more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))
    ? name
    : undefined;
}

const ref = v.object({ Ref: v.string() });
const attribute = v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.string()]) });

/** Why a reference points nowhere; undefined if it resolves or isn't a reference. */
function whyUnresolved(value: unknown, { template, attributesOf }: References): string | undefined {
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

/** A template fault and its place: `Resources.Table.Properties.KeySchema.0.KeyTyp: …`. */
type Fault = string;

/** Checks templates against CloudFormation's published resource schemas, from the CDK's own package. */
type Schemas = { readonly faultsOf: (template: Template) => readonly Fault[] };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Loads the schemas, which takes half a second. */
export function openSchemas(): Schemas {
  const db = loadAwsServiceSpecSync();
  const resourceOf = (type: string) => db.lookup('resource', 'cloudFormationType', 'equals', type)[0];
  return {
    faultsOf: (template) => {
      const references: References = {
        template,
        attributesOf: (type) => {
          const attributes = resourceOf(type)?.attributes;
          return attributes && Object.keys(attributes);
        },
      };
      return Object.entries(template.Resources).flatMap(([logicalId, { Type, Properties }]) => {
        const at = `Resources.${logicalId}`;
        // Custom resources have the properties that their function reads.
        const own = /^(Custom::|AWS::CDK::Metadata$|AWS::CloudFormation::CustomResource$)/.test(Type);
        const resource = own ? undefined : resourceOf(Type);
        if (!own && resource === undefined) return [`${at}: unknown CloudFormation type ${Type}`];
        const judge = judgeWith(db, references);
        const properties = isObject(Properties) ? Properties : {};
        return [
          ...(resource ? judge.object(properties, resource.properties, `${at}.Properties`) : []),
          ...judge.everywhere(properties, `${at}.Properties`),
        ];
      });
    },
  };
}

function judgeWith(db: SpecDatabase, references: References) {
  const isAbsent = (value: unknown) => isObject(value) && value.Ref === 'AWS::NoValue';

  const object = (
    value: Readonly<Record<string, unknown>>,
    known: ResourceProperties,
    at: string,
  ): readonly Fault[] => {
    const given = Object.entries(value).filter(([, one]) => !isAbsent(one));
    const names = new Set(given.map(([name]) => name));
    return [
      ...given.flatMap(([name, one]) => {
        const property = known[name];
        if (property === undefined) return [`${at}.${name}: unknown property`];
        const types = [property.type, ...(property.previousTypes ?? [])];
        return fewest(types.map((type) => typed(one, type, `${at}.${name}`)));
      }),
      ...Object.entries(known).flatMap(([name, { required }]) =>
        required && !names.has(name) ? [`${at}.${name}: required`] : [],
      ),
    ];
  };

  const typed = (value: unknown, type: PropertyType, at: string): readonly Fault[] => {
    // The value is only known at deployment. `everywhere` checks that the reference resolves.
    if (intrinsicOf(value) !== undefined) return [];
    switch (type.type) {
      case 'json':
        return [];
      case 'date-time':
        return expecting(typeof value === 'string', 'text', value, at);
      case 'string':
        return expecting(typeof value === 'string', 'text', value, at, type.allowedValues);
      case 'boolean':
        return expecting(typeof value === 'boolean', 'true or false', value, at);
      case 'number':
        return expecting(typeof value === 'number', 'a number', value, at);
      case 'integer':
        return expecting(Number.isInteger(value), 'a whole number', value, at, type.allowedValues);
      case 'null':
        return expecting(value === null, 'null', value, at);
      case 'tag':
        return expecting(v.is(tag, value), 'a tag with Key and Value', value, at);
      case 'array':
        return Array.isArray(value)
          ? value.flatMap((one, index) => typed(one, type.element, `${at}.${index}`))
          : expecting(false, 'a list', value, at);
      case 'map':
        return isObject(value)
          ? Object.entries(value).flatMap(([key, one]) => typed(one, type.element, `${at}.${key}`))
          : expecting(false, 'an object', value, at);
      case 'ref':
        return isObject(value)
          ? object(value, db.get('typeDefinition', type.reference.$ref).properties, at)
          : expecting(false, 'an object', value, at);
      case 'union':
        return fewest(type.types.map((one) => typed(value, one, at)));
    }
  };

  /** References and functions, at any depth. */
  const everywhere = (value: unknown, at: string): readonly Fault[] => {
    const why = whyUnresolved(value, references);
    if (why !== undefined) return [`${at}: ${why}`];
    if (Array.isArray(value)) return value.flatMap((one, index) => everywhere(one, `${at}.${index}`));
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, one]) => everywhere(one, `${at}.${key}`));
  };

  return { object, everywhere };
}

const tag = v.looseObject({ Key: v.unknown(), Value: v.unknown() });

function expecting(
  fits: boolean,
  what: string,
  value: unknown,
  at: string,
  allowed: readonly unknown[] = [],
): readonly Fault[] {
  if (!fits) return [`${at}: ${JSON.stringify(value)} (expected ${what})`];
  if (allowed.length === 0 || allowed.includes(value)) return [];
  return [`${at}: ${JSON.stringify(value)} (expected one of ${allowed.join(', ')})`];
}

/** Of several readings of one value, the closest one. */
const fewest = (readings: readonly (readonly Fault[])[]): readonly Fault[] =>
  readings.toSorted((a, b) => a.length - b.length)[0] ?? [];
