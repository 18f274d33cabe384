import { readFileSync } from 'node:fs';
import path from 'node:path';
import { spellCheckDocument } from 'cspell-lib';
import { describe, expect, test } from 'vitest';
import { renderText } from '#letters/render-text.ts';
import { everyLetter } from '../letters/sample.ts';
import { everyVisitLetter } from '../letters/visit-sample.ts';
import { lineAt, readSources, root } from './source.ts';
import {
  commentsOf,
  type Habit,
  habits,
  plainHabits,
  type ReadText,
  repeatedWords,
  sentencesOf,
  textsOf,
  uncontracted,
  wordCount,
  wrongArticles,
} from './wording.ts';

/** Texts that are right although a pattern finds them. */
const exceptions: readonly { readonly file: string; readonly text: RegExp; readonly why: string }[] = [
  {
    file: 'functions/notifications/',
    text: /\bletters?\b/,
    why: 'Log lines are names. Alarms count them.',
  },
  { file: 'infra/bundle/', text: /throw new Error/, why: 'Code that the build puts into a bundle.' },
  { file: 'infra/local/scheduler/api.ts', text: /./, why: 'The words of AWS.' },
  { file: 'infra/cli/deploying/aws.ts', text: /does not exist/, why: 'The words of AWS.' },
  {
    file: 'infra/cli/starting.ts',
    text: /--hold-letters/,
    why: 'An option is an argument, not a text.',
  },
  { file: 'infra/cli/visits/facilitators.ts', text: /facilitator of/, why: 'A key that no one reads.' },
  { file: 'infra/constructs/dashboard.ts', text: /\bletters?\b/, why: 'The names of these log lines.' },
];

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'infra/RUNBOOK.md',
  'programs/README.md',
  'docs/deploy.md',
  'docs/limits.md',
];
const sources = readSources('shared', 'functions', 'infra');
const folders = [...new Set([...sources.keys()].map((file) => file.split('/').slice(0, 2).join('/')))];
const isException = (file: string, text: string) =>
  exceptions.some((exception) => file.startsWith(exception.file) && exception.text.test(text));

/** FILE:LINE  TEXT  →  BETTER, for each text that `find` has something better for. */
const findings = (
  file: string,
  texts: readonly ReadText[],
  find: (text: string) => readonly string[],
): readonly string[] =>
  texts
    .filter(({ text }) => !isException(file, text))
    .flatMap(({ line, text }) => find(text).map((better) => `${file}:${line}  ${text}  →  ${better}`));

const betterThan =
  (known: readonly Habit[]) =>
  (text: string): readonly string[] =>
    known.filter(({ pattern }) => pattern.test(text)).map(({ instead }) => instead);

const inFolder = (folder: string) =>
  [...sources].filter(([file]) => file === folder || file.startsWith(`${folder}/`));

describe('texts for people', () => {
  test.each(folders)('in %s are free of odd habits', (folder) => {
    expect(
      inFolder(folder).flatMap(([file, source]) => findings(file, textsOf(file, source), betterThan(habits))),
    ).toEqual([]);
  });

  test.each(folders)('in %s are contracted as people speak', (folder) => {
    const better = (text: string) => (uncontracted.test(text) ? ['don’t, can’t, it’s, you’re …'] : []);
    expect(
      inFolder(folder).flatMap(([file, source]) => findings(file, textsOf(file, source), better)),
    ).toEqual([]);
  });

  test.each(folders)('in %s repeat no word and have the right article', (folder) => {
    const better = (text: string) => [...repeatedWords(text), ...wrongArticles(text)];
    expect(
      inFolder(folder).flatMap(([file, source]) => findings(file, textsOf(file, source), better)),
    ).toEqual([]);
  });

  test('are taken from JSX, strings, and templates, and from nothing else', () => {
    const source = `import a from './some/path.ts';
      const b = <p class="govuk-body lp-x">See <b>the letter</b> of {a}</p>;
      const c = 'one'; const d = \`The visits of \${school}\`; const e = 'Say why';`;
    expect(textsOf('a.tsx', source).map(({ text }) => text)).toEqual([
      'See the letter of {}',
      'The visits of {}',
      'Say why',
    ]);
    expect(findings('a.tsx', textsOf('a.tsx', source), betterThan(habits))).toEqual([
      'a.tsx:2  See the letter of {}  →  email',
      'a.tsx:3  The visits of {}  →  {School}’s application',
      'a.tsx:3  Say why  →  Choose …, Enter …, Tell us …',
    ]);
  });
});

const letters = [...everyLetter(), ...everyVisitLetter()];

describe('emails', () => {
  test('have subjects of at most 60 characters, nine times out of ten', () => {
    const subjects = letters.map(({ subject }) => subject);
    const long = subjects.filter((subject) => Array.from(subject).length > 60);
    expect(long.length > subjects.length / 10 ? long : []).toEqual([]);
  });

  test('have sentences of at most 30 words, and hardly any over 25', () => {
    const sentences = letters.flatMap((letter) =>
      sentencesOf(renderText(letter).replace(/^(?:>|--|==).*$/gm, '')),
    );
    expect(sentences.filter((sentence) => wordCount(sentence) > 30)).toEqual([]);
    const long = sentences.filter((sentence) => wordCount(sentence) > 25);
    expect(long.length > sentences.length / 100 ? long : []).toEqual([]);
  });

  test('repeat no word and have the right article, with all data in them', () => {
    const texts = letters.map((letter) => `${letter.subject}\n\n${renderText(letter)}`);
    expect(texts.flatMap((text) => [...repeatedWords(text), ...wrongArticles(text)])).toEqual([]);
  });
});

describe('documents', () => {
  const prose = (file: string) =>
    readFileSync(path.join(root, file), 'utf8')
      .replace(/^ *```[\s\S]*?^ *```$/gm, '\n\n')
      .replace(/^ *(?:[-*]|\d+\.) /gm, '\n')
      .replace(/^\|.*$|^#.*$/gm, '\n');

  test.each(documents)('%s has at most one sentence in ten with more than 25 words', (file) => {
    const sentences = sentencesOf(prose(file));
    const long = sentences.filter((sentence) => wordCount(sentence) > 25);
    expect(long.length > sentences.length / 10 ? long : []).toEqual([]);
  });

  test.each(documents)('%s is free of odd habits', (file) => {
    const lines = prose(file)
      .split('\n')
      .map((text, index) => ({ line: index + 1, text }));
    expect(findings(file, lines, betterThan(plainHabits))).toEqual([]);
  });
});

describe('comments', () => {
  test.each(folders)('in %s are free of odd habits', (folder) => {
    expect(
      inFolder(folder).flatMap(([file, source]) =>
        findings(file, commentsOf(file, source), (text) =>
          betterThan(plainHabits)(text.replace(/`[^`]*`/g, '')),
        ),
      ),
    ).toEqual([]);
  });
});

test('everything is spelled as in the United States', async () => {
  const tests = readSources('test');
  const texts = [
    ...[...sources].flatMap(([file, source]) =>
      [...textsOf(file, source), ...commentsOf(file, source)].map((text) => ({ file, ...text })),
    ),
    ...[...tests].flatMap(([file, source]) => commentsOf(file, source).map((text) => ({ file, ...text }))),
    ...letters.map((letter) => ({
      file: `the email ${letter.kind}`,
      line: 1,
      text: `${letter.subject}\n${renderText(letter)}`,
    })),
    ...documents.map((file) => ({ file, line: 1, text: readFileSync(path.join(root, file), 'utf8') })),
    ...['learning-partners', 'wexmoor'].map((program) => ({
      file: `programs/${program}/program.json`,
      line: 1,
      text: readFileSync(path.join(root, 'programs', program, 'program.json'), 'utf8'),
    })),
  ];
  const whole = texts.map(({ text }) => text).join('\n\u2028\n');
  const { issues } = await spellCheckDocument(
    { uri: 'file:///texts.txt', text: whole, languageId: 'plaintext', locale: 'en-US' },
    { generateSuggestions: false, noConfigSearch: true },
    {
      language: 'en-US',
      dictionaries: ['softwareTerms', 'aws', 'typescript', 'node', 'npm', 'html', 'css'],
      words: readFileSync(path.join(import.meta.dirname, 'words.txt'), 'utf8').split('\n'),
      flagWords: british,
      ignoreRegExpList: ['/`[^`]*`/g', '/https?:\\S+/g', '/[\\w.+-]+@[\\w.-]+/g', '/\\{[^}]*\\}/g'],
      maxNumberOfProblems: 10_000,
      maxDuplicateProblems: 1,
    },
  );
  const starts: number[] = [];
  let offset = 0;
  for (const { text } of texts) {
    starts.push(offset);
    offset += text.length + 3;
  }
  const placeOf = (at: number) => {
    const index = starts.findLastIndex((start) => start <= at);
    const found = texts[index];
    return found && `${found.file}:${found.line + lineAt(found.text, at - (starts[index] ?? 0)) - 1}`;
  };
  expect(issues.map((issue) => `${placeOf(issue.offset)}  ${issue.text}`)).toEqual([]);
});

/** The dictionary of the United States accepts some of these. */
const british = [
  ...['cancelled', 'cancelling', 'colour', 'colours', 'behaviour', 'behaviours', 'licence', 'licences'],
  ...['judgement', 'grey', 'centre', 'e-mail', 'e-mails', 'afterwards', 'towards', 'learnt', 'whilst'],
  ...['misspelt', 'programme', 'neighbour', 'neighbours', 'favour', 'organise', 'recognise', 'labelled'],
];
