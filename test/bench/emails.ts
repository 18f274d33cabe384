/**
 * `npm run bench:emails`: plays a year of the sample district and counts the emails to its staff by kind, if everyone does
 * their work and if no one does. Every run gives the same result. It exits with 1 if a year has more than a quarter of
 * the 520 emails that queues caused before they were sent only with news.
 */
import { mostEmails, playYear } from './emails/year.ts';

for (const staff of ['working', 'absent'] as const) {
  const { byKind, total } = await playYear(staff);
  console.log(`Staff ${staff}: ${total} emails, at most ${mostEmails}`);
  console.table(byKind);
  if (total > mostEmails) process.exitCode = 1;
}
