/** What several addresses say of themselves. */
export const overtaken = 'Something changed since: nothing more was done, and what stands now is told';
export const notYours = 'The partnership is another facilitator’s';
