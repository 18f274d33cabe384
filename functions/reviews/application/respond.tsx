import { decisionQueue, readingQueue } from '#domain/admission/queue.ts';
import { staffRoles } from '#domain/base/person.ts';
import { showPage } from '#http/answer.ts';
import { isDirector } from '#http/staff-access.tsx';
import { type AboutApplication, summariesFor, withApplication } from '../access.ts';
import { ApplicationPage, applicationJson } from './page.tsx';
import type { Next } from './way-back.tsx';

export const staffApplication = withApplication(staffRoles, async (request) => {
  const next = await nextInQueue(request);
  return showPage(<ApplicationPage request={request} next={next} />, {
    ...applicationJson(request),
    ...(next && { next }),
  });
});

/** After a decision or a review: the next application that waits for this person. The index may still have the last one. */
async function nextInQueue({
  query,
  staff,
  cycle,
  application,
}: AboutApplication): Promise<Next | undefined> {
  const finished = query.get('done');
  if (finished !== 'review' && finished !== 'decision') return undefined;
  const { mine } = await summariesFor(staff, cycle.id);
  const waiting = [...(isDirector(staff) ? decisionQueue(mine) : []), ...readingQueue(mine, staff.email)];
  const next = waiting.find(({ reference }) => reference !== application.reference);
  return next && { reference: next.reference, schoolName: next.schoolName };
}
