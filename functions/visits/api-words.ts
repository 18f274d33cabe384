/** What several addresses say of themselves. */
export const seen = 'What this was made from: a form that sends it back is refused once something changed';
export const overtaken = 'Something changed since: nothing more was done, and what stands now is told';
export const notYours = 'The partnership is another facilitator’s';
