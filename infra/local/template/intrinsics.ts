import { isList, type Json, type Stack } from './template.ts';

/** Means "as if this didn't exist" (`AWS::NoValue`). */
type Resolved = Json | undefined;

/** The values of a template's intrinsic functions on this machine. */
export type Meaning = {
  readonly ref: (stack: Stack, logicalId: string) => string;
  readonly attribute: (stack: Stack, logicalId: string, attribute: string) => string;
  readonly imported: (exportName: string) => Json;
  readonly pseudo: Readonly<Record<string, string>>;
};

/**
 * `value` with every intrinsic function resolved.
 * @throws for an unsupported function, because a half-understood template must not run.
 */
export function resolveIntrinsics(value: Json, stack: Stack, meaning: Meaning): Resolved {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) {
    return value.flatMap((part) => {
      const resolved = resolveIntrinsics(part, stack, meaning);
      return resolved === undefined ? [] : [resolved];
    });
  }
  const name = intrinsicOf(value);
  if (name !== undefined) return evaluate(name, value[name] ?? null, stack, meaning);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => {
      const resolved = resolveIntrinsics(part, stack, meaning);
      return resolved === undefined ? [] : [[key, resolved]];
    }),
  );
}

// In a template, an object with such a single key is never plain data.
function intrinsicOf(value: { readonly [key: string]: Json }): string | undefined {
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return undefined;
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::') ? key : undefined;
}

function evaluate(name: string, argument: Json, stack: Stack, meaning: Meaning): Resolved {
  const strings = (list: Json) => asList(list, name).map((part) => asText(part, name));
  const resolved = () => resolveIntrinsics(argument, stack, meaning) ?? null;
  switch (name) {
    case 'Ref':
      return reference(asText(argument, name), stack, meaning);
    case 'Fn::GetAtt': {
      const [logicalId = '', ...attribute] =
        typeof argument === 'string' ? argument.split('.') : strings(resolved());
      return meaning.attribute(stack, logicalId, attribute.join('.'));
    }
    case 'Fn::Join': {
      const [separator = '', parts = null] = asList(resolved(), name);
      return strings(parts).join(asText(separator, name));
    }
    case 'Fn::Split': {
      const [separator = '', text = ''] = asList(resolved(), name);
      return asText(text, name).split(asText(separator, name));
    }
    case 'Fn::Select': {
      const [index = 0, parts = null] = asList(resolved(), name);
      const selected = asList(parts, name)[Number(index)];
      if (selected === undefined)
        throw new Error(`Fn::Select in ${stack.name} asks for part ${index}, which doesn’t exist.`);
      return selected;
    }
    case 'Fn::Sub':
      return substitute(argument, stack, meaning);
    case 'Fn::ImportValue':
      return meaning.imported(asText(resolved(), name));
    default:
      throw new Error(`The local runner doesn’t support the intrinsic function ${name} (in ${stack.name}).`);
  }
}

function reference(id: string, stack: Stack, meaning: Meaning): Resolved {
  if (id === 'AWS::NoValue') return undefined;
  if (id === 'AWS::StackName') return stack.name;
  return meaning.pseudo[id] ?? stack.parameters.get(id) ?? meaning.ref(stack, id);
}

function substitute(argument: Json, stack: Stack, meaning: Meaning): string {
  const [text = '', given = {}] = isList(argument) ? argument : [argument];
  const variables = new Map(Object.entries(Object(resolveIntrinsics(given, stack, meaning))));
  return asText(text, 'Fn::Sub').replace(/\$\{([^}]+)\}/g, (_, key: string) => {
    if (key.startsWith('!')) return `\${${key.slice(1)}}`;
    if (variables.has(key)) return String(variables.get(key));
    const [logicalId = '', ...attribute] = key.split('.');
    return attribute.length > 0
      ? meaning.attribute(stack, logicalId, attribute.join('.'))
      : asText(reference(key, stack, meaning) ?? '', 'Fn::Sub');
  });
}

function asList(value: Json, name: string): readonly Json[] {
  if (isList(value)) return value;
  throw new Error(`${name} needs a list, but got ${JSON.stringify(value)}.`);
}

function asText(value: Json, name: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new Error(`${name} needs text, but got ${JSON.stringify(value)}.`);
}
