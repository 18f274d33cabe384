import { asJsonObject, isJsonObject, type JsonObject, mapValues } from './json-tree.ts';

/** Marks a schema that the document contains once and refers to (`named` in shared/api/words.ts). */
const place = '#/components/schemas/';

/** `paths` with references to named shapes, and these shapes by name. Throws if two shapes have the same name. */
export function partShapes(paths: JsonObject): { readonly paths: JsonObject; readonly shapes: JsonObject } {
  const shapes = new Map<string, JsonObject>();
  const referred = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(referred);
    if (!isJsonObject(value)) return value;
    const within = mapValues(value, referred);
    const { title, description, ...schema } = within;
    if (typeof title !== 'string' || !title.startsWith(place)) return within;
    const name = title.slice(place.length);
    const known = shapes.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`Two shapes are named ${name}`);
    shapes.set(name, schema);
    return { $ref: title, ...(description !== undefined && { description }) };
  };
  return { paths: asJsonObject(referred(paths)), shapes: Object.fromEntries([...shapes].sort()) };
}
