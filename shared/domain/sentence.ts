/** What somebody wrote as a sentence of its own: with a period where it has no end. */
export const asSentence = (words: string): string => (/[.!?…]["'”’)]*$/u.test(words) ? words : `${words}.`);
