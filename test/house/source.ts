/** The project's own source, read by a parser: all kinds of imports, and syntax that the rules forbid. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import * as v from 'valibot';

export const root = path.resolve(import.meta.dirname, '../..');

const { imports: aliases } = v.parse(
  v.object({ imports: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')),
);

/** Source texts by their path from the root, with forward slashes: `shared/domain/program/cycle.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** An import: a file by its path from the root, a package or a built-in by its specifier. */
export type Imported = {
  readonly line: number;
  readonly target: string;
  readonly typeOnly: boolean;
  /** By `import()`, when it is asked for. */
  readonly later: boolean;
};

export const readSources = (...folders: readonly string[]): Sources =>
  new Map(
    globSync(
      folders.map((folder) => `${folder}/**/*.{ts,tsx,mts,mjs,js}`),
      { cwd: root },
    ).map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(root, file), 'utf8')]),
  );

const alreadyRead = new Map<string, { readonly text: string; readonly imports: readonly Imported[] }>();

/**
 * Everything a file depends on: `import`, `import type`, `export … from`, `import()`, and the type `import('…')`.
 * A computed `import()` is returned as its text, so that no rule overlooks it.
 */
export function importsOf(file: string, text: string): readonly Imported[] {
  const known = alreadyRead.get(file);
  if (known?.text === text) return known.imports;
  const imports = readImports(file, text);
  alreadyRead.set(file, { text, imports });
  return imports;
}

function readImports(file: string, text: string): readonly Imported[] {
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`Can't parse ${file}: ${errors[0]?.message}`);
  const found: Imported[] = [];
  const add = (start: number, specifier: string, typeOnly: boolean, later = false) =>
    found.push({ line: lineAt(text, start), target: fromRoot(file, specifier), typeOnly, later });
  for (const { start, moduleRequest, entries } of module.staticImports) {
    add(start, moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType));
  }
  for (const { entries } of module.staticExports) {
    for (const { start, moduleRequest, isType } of entries) {
      if (moduleRequest) add(start, moduleRequest.value, isType);
    }
  }
  new Visitor({
    ImportExpression: ({ start, source }) =>
      add(
        start,
        source.type === 'Literal' ? String(source.value) : text.slice(source.start, source.end),
        false,
        true,
      ),
    TSImportType: ({ start, source }) => add(start, source.value, true),
  }).visit(program);
  return found;
}

/** `#domain/program/cycle.ts` is `shared/domain/program/cycle.ts`, as `imports` in the manifest says. */
function fromRoot(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  for (const [alias, target] of Object.entries(aliases)) {
    const [start = '', end] = alias.split('*');
    if (end === undefined ? specifier === alias : specifier.startsWith(start))
      return path.posix.normalize(target.replace('*', specifier.slice(start.length)));
  }
  return specifier;
}

/** Every place that overrides the types: `any`, `as` other than `as const`, `!`, `<T>value`. */
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

/** Every name that a file defines or uses, those of properties and types included. */
export function identifiersIn(file: string, text: string): readonly string[] {
  const found = new Set<string>();
  new Visitor({ Identifier: ({ name }) => found.add(name) }).visit(parseSync(file, text).program);
  return [...found];
}

export const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;
