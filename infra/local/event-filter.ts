import type { Json } from './template.ts';

type Filter = (event: unknown) => boolean;

/**
 * The filter of an event source mapping's pattern.
 * @throws for an unsupported operator, so that no event is silently kept or lost.
 */
export function readFilter(pattern: string): Filter {
  const parsed: Json = JSON.parse(pattern);
  return compile(parsed, pattern);
}

function compile(pattern: Json, whole: string): Filter {
  if (pattern === null || typeof pattern !== 'object')
    throw new Error(`This isn’t an event pattern: ${whole}`);
  if (isList(pattern)) {
    const tests = pattern.map((part) => compileTest(part, whole));
    return (value) => tests.some((test) => test(value));
  }
  const fields = Object.entries(pattern).map(([name, part]) => {
    if (name.startsWith('$'))
      throw new Error(`The local runner doesn’t support ${name} in an event pattern: ${whole}`);
    return { name, filter: compile(part, whole) };
  });
  return (value) => fields.every(({ name, filter }) => filter(fieldOf(value, name)));
}

function compileTest(test: Json, whole: string): Filter {
  if (test === null || typeof test !== 'object') return (value) => value === test;
  const [[operator, argument] = ['', null], ...others] = Object.entries(test);
  const texts = [argument].flat();
  if (others.length > 0) throw new Error(`An event pattern may only have one operator at a time: ${whole}`);
  switch (operator) {
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(String(argument));
    case 'suffix':
      return (value) => typeof value === 'string' && value.endsWith(String(argument));
    case 'equals-ignore-case':
      return (value) => typeof value === 'string' && value.toLowerCase() === String(argument).toLowerCase();
    case 'exists':
      return (value) => (value !== undefined) === argument;
    case 'anything-but': {
      if (texts.some((text) => text !== null && typeof text === 'object')) break;
      return (value) => value !== undefined && !texts.some((text) => text === value);
    }
  }
  throw new Error(`The local runner doesn’t support ${operator} in an event pattern: ${whole}`);
}

function fieldOf(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return new Map(Object.entries(value)).get(name);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
