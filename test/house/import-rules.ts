/** Which files may import which. Each rule says why it exists, because a developer who breaks it reads that first. */
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

/** The folder of one function. `functions/http/` is shared by all of them. */
const functionFolder = (file: string) => /^functions\/(?!http\/)[^/]+(?=\/)/.exec(file)?.[0];

/** The rooms of the domain, from the ground up. A room knows those before it, and none after it or on its line. */
const rooms: readonly (readonly string[])[] = [
  ['base'],
  ['program', 'threads'],
  ['admission'],
  ['partnership'],
  ['visits', 'pairing'],
  ['records'],
];
const floorOf = (room: string | undefined) => rooms.findIndex((floor) => room && floor.includes(room));
const roomOf = (file: string) => /^shared\/domain\/([^/]+)\//.exec(file)?.[1];

const rules: readonly Rule[] = [
  {
    files: /^shared\/domain\/[^/]+\//,
    mayNotImport: (target, file) => {
      const [from, to] = [roomOf(file), roomOf(target)];
      return to !== undefined && to !== from && floorOf(to) >= floorOf(from);
    },
    because:
      'the rooms of the domain are read in one order: base, program, admission, partnership, then visits and pairing',
  },
  {
    files: /^shared\/domain\/[^/]+\//,
    mayNotImport: inside('shared/domain/events.ts'),
    because: 'a room knows its own events; only those who follow all rooms know the union',
  },
  {
    files: /^shared\/domain\/visits\//,
    mayNotImport: inside('shared/domain/admission'),
    because: 'a year of visits concerns partners, however they were admitted',
  },
  {
    files: /^shared\/text\//,
    mayNotImport: not(inside('shared/text', 'shared/domain')),
    because: 'the words for facts are the same on a page, in an email, and in a command',
  },
  {
    files: /^shared\/domain\//,
    mayNotImport: not(inside('shared/domain')),
    because:
      'you can read and test the whole program in shared/domain alone, without a cloud, a clock, or a library',
  },
  {
    files: /^shared\/domain\/pairing\/solver\/solve\.ts$/,
    mayNotImport: inside('shared/domain/pairing/score.ts'),
    because: 'the solver has its own scores, so that the checker’s scores are a second opinion',
  },
  {
    files: /^shared\/letters\//,
    mayNotImport: not(inside('shared/letters', 'shared/domain', 'shared/text', 'shared/invitations')),
    because: 'an email is words about an event; other code decides how to send or show it',
  },
  {
    files: /^shared\/invitations\//,
    mayNotImport: not(inside('shared/invitations', 'shared/domain', 'shared/text', 'ical.js')),
    because: 'an invitation is a visit in the words of calendars; other code decides who gets it',
  },
  {
    files: /^shared\/ui\//,
    mayNotImport: not(inside('shared/ui', 'shared/domain', 'preact', 'preact-render-to-string')),
    because: 'the parts of a page show what they get; they fetch nothing and know no address',
  },
  {
    files: /^shared\/ui\/script\//,
    mayNotImport: not(inside('shared/ui/script', 'shared/domain/base')),
    because: 'phones download every byte of the script, and browsers have no Node',
  },
  {
    files: /^(?!shared\/ui\/script\/)/,
    mayNotImport: inside('shared/ui/script'),
    because: 'the script runs in browsers only; pages name it by its address',
  },
  {
    files: /^(shared\/(?!store\/|mail\/|schedules\/)|functions\/|infra\/(?!local\/|cli\/))/,
    mayNotImport: anAwsClient,
    because:
      'only shared/store, shared/mail, and shared/schedules know the AWS SDK, so that the rest outlives it',
  },
  {
    files: /^(shared\/(?!optimizer\/)|functions\/|infra\/)/,
    mayNotImport: inside('highs'),
    because:
      'only shared/optimizer knows the solver; the rest states the problem, so the solver can be replaced',
  },
  {
    files: /^shared\/optimizer\//,
    mayNotImport: not(inside('shared/optimizer', 'shared/domain', 'highs')),
    because: 'an optimizer solves a program that the domain states; it stores, shows, and fetches nothing',
  },
  {
    files: /^shared\//,
    mayNotImport: inside('functions', 'infra', 'test', 'aws-cdk-lib'),
    because: 'shared code serves every function, so it knows neither a function nor where it runs',
  },
  {
    files: /^functions\//,
    mayNotImport: inside('infra', 'test', 'aws-cdk-lib'),
    because: 'a function must not carry its infrastructure code into the cloud',
  },
  {
    files: /^functions\/(?!http\/)[^/]+\//,
    mayNotImport: (target, file) =>
      functionFolder(target) !== undefined && functionFolder(target) !== functionFolder(file),
    because: 'functions are deployed one by one; code that two of them need belongs in shared/',
  },
  {
    files: /^functions\/([^/]+$|http\/)/,
    mayNotImport: (target) => functionFolder(target) !== undefined,
    because: 'code common to all functions must not carry one function into another',
  },
  {
    files: /^infra\//,
    mayNotImport: (target) =>
      target.startsWith('functions/') && !/^functions\/(routes|[^/]+\/env)\.ts$/.test(target),
    because: 'infra needs only a function’s addresses (routes.ts) and variables (env.ts), never its code',
  },
  {
    files: /^infra\/(?!cli\/)/,
    mayNotImport: inside('infra/cli'),
    because: 'commands join the rooms of infra; if a room knew a command, all rooms would know each other',
  },
  {
    files: /^functions\/([^/]+\/)+(api|forms|fields)\.ts$/,
    mayNotImport: (target) => target.endsWith('.tsx'),
    because: 'the build reads forms with plain Node, which knows no JSX',
  },
  {
    files: /^infra\//,
    mayNotImport: inside('test'),
    because: 'deployed code and operators’ commands must not depend on the tests',
  },
];

/** One line per forbidden import: its place, its target, and the reason. */
export function forbiddenImports(sources: Sources): readonly string[] {
  return everyImport(sources).flatMap(({ file, line, target }) =>
    rules
      .filter((rule) => rule.files.test(file) && rule.mayNotImport(target, file))
      .map((rule) => `${file}:${line} imports ${target}, but ${rule.because}`),
  );
}

/** One line per part (`*.part.ts`) that a file loads at once. A part is loaded when it is asked for, or it is no part. */
export const partsLoadedFirst = (sources: Sources): readonly string[] =>
  everyImport(sources)
    .filter(({ target, typeOnly, later }) => /\.part\.tsx?$/.test(target) && !typeOnly && !later)
    .map(({ file, line, target }) => `${file}:${line} imports ${target} at once, not by import()`);

/** The names, without folder and ending, of files with two endings: a name leads to one kind of file. */
export function namesWithTwoEndings(files: Iterable<string>): readonly string[] {
  const endings = new Map<string, Set<string>>();
  for (const file of files) {
    const [, name = '', ending = ''] = /([^/]+)\.(tsx?)$/.exec(file) ?? [];
    endings.set(name, (endings.get(name) ?? new Set()).add(ending));
  }
  return [...endings].flatMap(([name, found]) => (found.size > 1 ? [name] : []));
}

/** One line per import cycle, as its files in order. Type-only imports count, because they tie files as tightly. */
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

/** The files that both files run, themselves included, sorted. Type-only imports run nothing. */
export function runByBoth(sources: Sources, one: string, other: string): readonly string[] {
  const second = runBy(sources, other);
  return [...runBy(sources, one)].filter((file) => second.has(file)).sort();
}

function runBy(sources: Sources, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  // A loop over a set also visits what is added during the loop.
  for (const file of reached)
    for (const { target, typeOnly } of importsOf(file, sources.get(file) ?? ''))
      if (!typeOnly) reached.add(target);
  return reached;
}

/** One line per package that deployed code imports but only development installs. */
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
