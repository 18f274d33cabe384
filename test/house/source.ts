/** The project's own source, read as a parser reads it: imports of every kind, and the syntax that the house forbids. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

export const root = path.resolve(import.meta.dirname, '../..');

/** Source texts by their path from the root, with forward slashes: `shared/domain/cycle.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** What one file imports: files by their path from the root, packages and built-ins by their specifier. */
export type Imported = { readonly line: number; readonly target: string };

export const readSources = (...folders: readonly string[]): Sources =>
  new Map(
    globSync(
      folders.map((folder) => `${folder}/**/*.{ts,tsx,mts,mjs,js}`),
      { cwd: root },
    ).map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(root, file), 'utf8')]),
  );

/**
 * Everything a file depends on: `import`, `import type`, `export … from`, `import()` and the type `import('…')`.
 * An `import()` of something computed is returned as its text, so that no rule overlooks it.
 */
export function importsOf(file: string, text: string): readonly Imported[] {
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const found: (readonly [start: number, specifier: string])[] = [];
  for (const { start, moduleRequest } of module.staticImports) found.push([start, moduleRequest.value]);
  for (const { entries } of module.staticExports) {
    for (const { start, moduleRequest } of entries)
      if (moduleRequest) found.push([start, moduleRequest.value]);
  }
  new Visitor({
    ImportExpression: ({ start, source }) =>
      found.push([
        start,
        source.type === 'Literal' ? String(source.value) : text.slice(source.start, source.end),
      ]),
    TSImportType: ({ start, source }) => found.push([start, source.value]),
  }).visit(program);
  return found.map(([start, specifier]) => ({
    line: lineAt(text, start),
    target: specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
  }));
}

/** Every place where the types are talked down: `any`, `as` other than `as const`, `!`, `<T>value`. */
export function escapesFromTypes(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const report = (what: string) => (node: { readonly start: number }) =>
    found.push(`${file}:${lineAt(text, node.start)} ${what}`);
  const isConst = (type: { readonly start: number; readonly end: number }) =>
    text.slice(type.start, type.end) === 'const';
  new Visitor({
    TSAnyKeyword: report('says any'),
    TSNonNullExpression: report('says ! where a check belongs'),
    TSTypeAssertion: report('asserts a type'),
    TSAsExpression: (node) => {
      if (!isConst(node.typeAnnotation)) report('says as, where a parser or a check belongs')(node);
    },
  }).visit(parseSync(file, text).program);
  return found;
}

/** The names that a file exports, `default` aside. */
export const exportedNames = (file: string, text: string): readonly string[] =>
  parseSync(file, text)
    .module.staticExports.flatMap(({ entries }) => entries)
    .flatMap(({ exportName }) => (exportName.name === null ? [] : [exportName.name]));

const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;
