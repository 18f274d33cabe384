/** Who may know whom. Each rule says why it exists, because whoever breaks it reads that first. */
import { type Imported, importsOf, type Sources } from './source.ts';

type Rule = {
  readonly files: RegExp;
  readonly mayNotImport: (target: string, file: string) => boolean;
  readonly because: string;
};

const inside = (...folders: readonly string[]) => {
  const start = new RegExp(`^(${folders.join('|')})(/|$)`);
  return (target: string) => start.test(target);
};
const not =
  (...allowed: readonly ((target: string) => boolean)[]) =>
  (target: string) =>
    !allowed.some((allows) => allows(target));

const anAwsClient = inside('@aws-sdk', '@smithy', '@aws-lite', 'aws-sdk', '@aws-crypto');

/** The folder of one function, as `functions/http/` is what all of them share. */
const functionFolder = (file: string) => /^functions\/(?!http\/)[^/]+(?=\/)/.exec(file)?.[0];

const rules: readonly Rule[] = [
  {
    files: /^shared\/domain\//,
    mayNotImport: not(inside('shared/domain')),
    because:
      'the whole program can be read and tested in shared/domain alone, without a cloud, a clock or a library',
  },
  {
    files: /^shared\/domain\/pairing\/solve\.ts$/,
    mayNotImport: inside('shared/domain/pairing/score.ts'),
    because: 'the solver takes scores from its own columns: those of the checker are then a second reckoning',
  },
  {
    files: /^shared\/letters\//,
    mayNotImport: not(inside('shared/letters', 'shared/domain', 'shared/invitations')),
    because: 'a letter is words about an event: how it is sent or shown is decided elsewhere',
  },
  {
    files: /^shared\/invitations\//,
    mayNotImport: not(inside('shared/invitations', 'shared/domain', 'ical.js')),
    because: 'an invitation is a visit in the words of calendars: who gets it, and how, is decided elsewhere',
  },
  {
    files: /^shared\/ui\//,
    mayNotImport: not(inside('shared/ui', 'shared/domain', 'preact', 'preact-render-to-string')),
    because: 'the parts of a page show what they are given: they fetch nothing and know no address',
  },
  {
    files: /^(shared\/(?!store\/|mail\/|schedules\/)|functions\/|infra\/(?!local\/|cli\/))/,
    mayNotImport: anAwsClient,
    because:
      'only shared/store, shared/mail and shared/schedules know the AWS SDK, so that the rest outlives it',
  },
  {
    files: /^(shared\/(?!optimizer\/)|functions\/|infra\/)/,
    mayNotImport: inside('highs'),
    because:
      'only shared/optimizer knows the solver: the rest states what is to be found, and could be given another',
  },
  {
    files: /^shared\/optimizer\//,
    mayNotImport: not(inside('shared/optimizer', 'shared/domain', 'highs')),
    because: 'an optimizer solves a program that the domain states: it stores, shows and fetches nothing',
  },
  {
    files: /^shared\//,
    mayNotImport: inside('functions', 'infra', 'test', 'aws-cdk-lib'),
    because: 'shared code serves every function, so it may know none of them, nor where they run',
  },
  {
    files: /^functions\//,
    mayNotImport: inside('infra', 'test', 'aws-cdk-lib'),
    because: 'a function must not carry the description of its infrastructure into the cloud',
  },
  {
    files: /^functions\/(?!http\/)[^/]+\//,
    mayNotImport: (target, file) =>
      functionFolder(target) !== undefined && functionFolder(target) !== functionFolder(file),
    because: 'functions are deployed and replaced one by one: what two of them need belongs in shared/',
  },
  {
    files: /^functions\/([^/]+$|http\/)/,
    mayNotImport: (target) => functionFolder(target) !== undefined,
    because: 'what is common to all functions must not carry one of them into another',
  },
  {
    files: /^infra\//,
    mayNotImport: (target) =>
      target.startsWith('functions/') && !/^functions\/(routes|[^/]+\/env)\.ts$/.test(target),
    because:
      'infra needs only the addresses (routes.ts) and the variables (env.ts) of a function, never its code',
  },
  {
    files: /^infra\/(?!cli\/)/,
    mayNotImport: inside('infra/cli'),
    because: 'a command joins the rooms of infra: none of them may know one, or they all know each other',
  },
  {
    files: /^functions\/[^/]+\/(api|forms|fields)\.ts$/,
    mayNotImport: (target) => target.endsWith('.tsx'),
    because: 'the build reads the forms with Node alone, which knows no JSX',
  },
  {
    files: /^infra\//,
    mayNotImport: inside('test'),
    because: 'what is deployed or run by an operator must not depend on the tests',
  },
];

/** One line per forbidden import: where it stands, what it imports, and why that is not allowed. */
export function forbiddenImports(sources: Sources): readonly string[] {
  return everyImport(sources).flatMap(({ file, line, target }) =>
    rules
      .filter((rule) => rule.files.test(file) && rule.mayNotImport(target, file))
      .map((rule) => `${file}:${line} imports ${target}, but ${rule.because}`),
  );
}

/** One line per circle of imports, as the files on the way round. Type-only imports count: they tie files as tightly. */
export function importCycles(sources: Sources): readonly string[] {
  const cycles: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.push([...trail.slice(start), file].join(' → '));
    if (start >= 0 || finished.has(file)) return;
    const text = sources.get(file);
    if (text === undefined) return;
    for (const { target } of importsOf(file, text)) visit(target, [...trail, file]);
    finished.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return cycles;
}

/** The files that both of two files run, themselves included; types alone are not run. Sorted. */
export function runByBoth(sources: Sources, one: string, other: string): readonly string[] {
  const second = runBy(sources, other);
  return [...runBy(sources, one)].filter((file) => second.has(file)).sort();
}

function runBy(sources: Sources, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  // What is added while a set is gone through is gone through too.
  for (const file of reached)
    for (const { target, typeOnly } of importsOf(file, sources.get(file) ?? ''))
      if (!typeOnly) reached.add(target);
  return reached;
}

/** One line per package that deployed code imports although only development installs it. */
export function developmentOnly(sources: Sources, dependencies: readonly string[]): readonly string[] {
  return everyImport(sources)
    .filter(
      ({ file, target, typeOnly }) => inside('shared', 'functions')(file) && isPackage(target) && !typeOnly,
    )
    .filter(({ target }) => !inside(...dependencies)(target))
    .map(({ file, line, target }) => `${file}:${line} imports ${target}, which is not under "dependencies"`);
}

const isPackage = (target: string) =>
  !target.startsWith('node:') && !/^(shared|functions|infra|test)\//.test(target);

const everyImport = (sources: Sources): readonly (Imported & { readonly file: string })[] =>
  [...sources].flatMap(([file, text]) => importsOf(file, text).map((imported) => ({ file, ...imported })));
