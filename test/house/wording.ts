/** The texts that people read, taken from the source, and the habits of wording that this project avoids. */
import { parseSync, Visitor } from 'oxc-parser';
import { lineAt } from './source.ts';

/** A text for people, from JSX, a string or a template. Data in it is `{}`. */
export type ReadText = { readonly line: number; readonly text: string };

/** A pattern that makes readers stumble, and what to write instead. */
export type Habit = { readonly pattern: RegExp; readonly instead: string };

/**
 * Every text of a file with at least two words. Class names, paths, patterns, and messages of thrown errors are not for
 * people.
 */
export function textsOf(file: string, source: string): readonly ReadText[] {
  const found: ReadText[] = [];
  const joined = new Set<number>();
  const thrown: { readonly start: number; readonly end: number }[] = [];
  const add = (start: number, text: string) => {
    const words = text.replace(/\s+/g, ' ').trim();
    if (
      /[A-Za-z’]{2,}\W+[A-Za-z{]/.test(words) &&
      !/^(govuk|lp)-|^[\w/.:{}#-]+$|\\p\{/.test(words) &&
      !thrown.some((error) => error.start <= start && start < error.end)
    )
      found.push({ line: lineAt(source, start), text: words });
  };
  const running = (children: readonly JsxChild[]): string =>
    children
      .map((child) => {
        joined.add(child.start);
        if (child.type === 'JSXText') return child.value;
        if (child.type === 'JSXElement' || child.type === 'JSXFragment') return running(child.children);
        if (child.type !== 'JSXExpressionContainer') return '{}';
        const { expression } = child;
        return expression.type === 'Literal' && typeof expression.value === 'string'
          ? expression.value
          : '{}';
      })
      .join('');
  const joinChildren = ({
    start,
    children,
  }: {
    readonly start: number;
    readonly children: readonly JsxChild[];
  }) => {
    const isText = (child: JsxChild) => child.type === 'JSXText' && /\w/.test(child.value);
    if (!joined.has(start) && children.some(isText)) add(start, running(children));
  };
  new Visitor({
    // Parents come before their children.
    NewExpression: ({ start, end, callee }) => {
      if (callee.type === 'Identifier' && callee.name.endsWith('Error')) thrown.push({ start, end });
    },
    CallExpression: ({ start, end, callee }) => {
      if (callee.type === 'Super') thrown.push({ start, end });
    },
    JSXElement: joinChildren,
    JSXFragment: joinChildren,
    Literal: ({ start, value }) => {
      if (typeof value === 'string') add(start, value);
    },
    TemplateLiteral: ({ start, quasis }) =>
      add(start, quasis.map(({ value }) => value.cooked ?? '').join('{}')),
  }).visit(parseSync(file, source).program);
  return found;
}

type JsxChild = Parameters<
  NonNullable<ConstructorParameters<typeof Visitor>[0]['JSXElement']>
>[0]['children'][number];

/** The comments of a file as running text, one line each where they have several. */
export const commentsOf = (file: string, source: string): readonly ReadText[] =>
  parseSync(file, source).comments.map(({ start, value }) => ({
    line: lineAt(source, start),
    text: value.replace(/^\s*\* ?/gm, '').trim(),
  }));

const habit = (pattern: RegExp, instead: string): Habit => ({ pattern, instead });

/** Wrong in any prose, that of engineers too. */
export const plainHabits: readonly Habit[] = [
  habit(/\be-mail/i, 'email'),
  habit(/\bneeds? do\b/i, 'You don’t need to do anything.'),
  habit(/\b(?:has|have) got\b/i, 'got, was'),
  habit(/\bin (?:the|its|your|their) place\b|\btakes? the place of/i, 'instead of, replaces'),
  habit(/\bbeside\b/i, 'besides, with, compared with'),
  habit(/\b(?:by then|meanwhile)\b/i, 'then, since then'),
  habit(/\bany more(?! (?:than|\w+s\b))/i, 'no longer, anymore'),
  habit(/\b(?:whoever|whomever|whom)\b/i, 'the person, anyone who'),
  habit(/\bcan(?:not| no longer)? be(?=[.,:;]|$)/i, 'doesn’t work, is possible'),
  habit(
    /\b(?:how|where|as|what|it) (?!under)[^.]{0,40}\bstands?\b|\bstands? (?:now|first|below|there)\b/i,
    'status, is',
  ),
  habit(/\bno such\b/i, '… not found'),
  habit(/\b(?:some|every|no|any)body\b/i, 'someone, everyone, no one, anyone'),
  habit(/[\d}] %/, '70%'),
];

/** Wrong on pages, in emails, in API texts, in commands, and on the local tour. */
export const habits: readonly Habit[] = [
  ...plainHabits,
  habit(/(?<!dead-)\bletters?\b(?!,? (?:and |or )?(?:digits?|numbers))/i, 'email'),
  habit(/(?<!(?:before|when|until|once|if|as) )\bwe (?:write|tell|decide|remind)\b/i, 'we’ll email you …'),
  habit(/\bowed?\b/i, 'still to schedule'),
  habit(/\b(?:go|goes|going) with\b/i, 'is the facilitator for'),
  habit(/\bgoes on\b/i, 'what happens next'),
  habit(/[\d}] km\b/, 'miles, by the program’s unit'),
  habit(/^Nothing was \w+( \w+)?\.?$/, 'Your change wasn’t saved.'),
  habit(/\b(?:to come(?! (?:back|in|to|with|from|again))|sees? to|seen to)\b/i, 'upcoming, needs attention'),
  habit(/\bSay (?:why|who|which|whether|what|how|whose)\b/, 'Choose …, Enter …, Tell us …'),
  habit(/\b(?:takes?|took|taken) (?:\w+ ){0,3}back\b/i, 'undo, withdraw, remove'),
  habit(/(?<![-.\w{])ids?\b(?![-=:}])/, 'ID'),
  habit(
    /\b(?:lose|loses|lost) (?:a |the |this |that )?days?\b|\bdays? (?:is |are )?lost\b/i,
    'closure, snow day',
  ),
  habit(/(?<!screen )\breaders?\b/i, 'reviewer'),
  habit(/\bmarks? of|ideal partner\b/i, 'what we look for in a partner'),
  habit(
    /\b(?:application|visits?|partnership|calendar|board|year|days off|facilitators?|principals|coaching|conflict|address|place|contact) of (?=\{|$)/,
    '{School}’s application',
  ),
  habit(/\bDear director\b/, 'Hello,'),
  habit(/\basks? for another day\b|\banother day (?:asked|declined)/i, 'another date'),
];

/**
 * Forms that people say as one word: don’t, it’s, you’re. "It is" stays whole at the end ("as it is now"), and "was not"
 * where the stress is on "not".
 */
export const uncontracted =
  /\b(?:do|does|did|is|are|has|have|would|should|could) not\b|\bcan ?not\b|\bwill not\b|(?<!\b(?:of|as|offered) )\b(?:you|we|they) (?:are|will)\b|(?<!\b(?:as|in|where|who|whose|what|so|before|after) )\bit (?:is|will)(?! now)\b(?=\s\w)|\bthat is(?= (?:not|a|the|all|why)\b)/i;

/** Runs of words that end like a sentence. What has no end, such as a label, is one too. */
export const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/(?<=[.?!]["”)]?)\s+(?=[A-Z“"{(])|\n{2,}/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');

export const wordCount = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[A-Za-z0-9{]/.test(word)).length;

/** "the the", "is is". Names may repeat: "Walla Walla". */
export const repeatedWords = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w-])([a-z]{2,})\s+\1\b(?!\.)/g)]
    .map(([found]) => found)
    .filter((found) => !/^(had|that)\s/.test(found));

// Sound decides, not spelling.
const soundsLikeConsonant = /^(?:one|once|eu|uni(?!n|m)|use|usual|user|ubi|u\b|ur[a-z]*l\b)/i;
const soundsLikeVowel = /^(?:hour|honest|honor|heir|(?:[FHLMNRSX](?:[A-Z]|\b)(?![a-z])))/;

/** "a email", "an school" */
export const wrongArticles = (text: string): readonly string[] =>
  [...text.matchAll(/\b(an?) ([A-Za-z][\w’-]*)/gi)].flatMap(([found, article = '', word = '']) => {
    const vowel = soundsLikeVowel.test(word) || (/^[aeiou]/i.test(word) && !soundsLikeConsonant.test(word));
    return /^(?:a|an)$/.test(article) && (article === 'an') !== vowel ? [found] : [];
  });
