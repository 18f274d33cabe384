const words = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** A small count in words, a large one in digits. */
export const sayNumber = (count: number): string => words[count] ?? String(count);

/** "never", "once", "twice", "three times" */
export const sayTimes = (count: number): string =>
  ['never', 'once', 'twice'][count] ?? `${sayNumber(count)} times`;
