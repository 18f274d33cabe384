import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import * as v from 'valibot';
import type { Template } from '../templates/changes.ts';
import { intrinsicOf, type References, whyUnresolved } from './references.ts';

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
