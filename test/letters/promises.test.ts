import { expect, test } from 'vitest';
import { renderText } from '#letters/render-text.ts';
import { type RouteName, routes } from '../../functions/routes.ts';
import { everyLetter } from './sample.ts';

/** What emails say people can do, and the address that does it. */
const promises: readonly (readonly [words: RegExp, keeps: RouteName])[] = [
  [/you can change your answers until/, 'answerQuestion'],
  [/confirm your place on your application page/, 'confirmPlace'],
  [/It takes one click on your application page/, 'confirmPlace'],
  [/withdraw soon on your application page/, 'withdraw'],
  [/you can withdraw (again )?on your application page/, 'withdraw'],
  [/Our staff can reinstate your application/, 'reinstate'],
  [/Please answer on your application page/, 'supplyInformation'],
  [/get a new link at/, 'requestLink'],
  [/you can apply again at/, 'requestApplication'],
];

const texts = everyLetter().map((letter) => renderText(letter).replace(/\s+/g, ' '));

test.each(promises)('what emails promise with %s is kept by the address %s', (words, keeps) => {
  expect(texts.some((text) => words.test(text))).toBe(true);
  expect(routes[keeps].method).toBe('POST');
});

test('emails promise nothing else on the application page', () => {
  const said = texts.flatMap((text) => text.match(/[^.]*\bon your application page\b[^.]*\./gi) ?? []);
  const unknown = new Set(said.filter((sentence) => !promises.some(([words]) => words.test(sentence))));
  expect([...unknown]).toEqual([]);
});
