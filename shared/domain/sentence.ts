/** A text that a person entered, as a sentence: with a period if it doesn't end with one. */
export const asSentence = (words: string): string => (/[.!?…]["'”’)]*$/u.test(words) ? words : `${words}.`);
