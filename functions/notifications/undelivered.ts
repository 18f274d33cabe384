import { type Application, parseReference } from '#domain/admission/application.ts';
import { asContact } from '#domain/base/person.ts';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import type { Table } from '#store/dynamo-table.ts';
import { openRequests } from '#store/requests.ts';
import { openUndelivered } from '#store/undelivered.ts';
import type { Log } from './log.ts';
import type { Feedback } from './mail-feedback.ts';

/** The records that say whose a letter was, and the undelivered ones. */
export const openFeedbackStore = (table: Table) => ({
  ...openCycles(table),
  ...openApplications(table),
  ...openRequests(table),
  ...openUndelivered(table),
});
type FeedbackStore = ReturnType<typeof openFeedbackStore>;

type Parts = { readonly store: FeedbackStore; readonly log: Log };

/** Shows staff an undelivered letter, once, however often it is reported. */
export async function noteUndelivered({ store, log }: Parts, feedback: Feedback): Promise<void> {
  const { letter, kind, to, reason, rejected, detail, at } = feedback;
  const { cycleId, school } = await whose(store, feedback);
  const outcome = await store.commitUndelivered({
    after: {
      version: 0,
      state: 'open',
      // A letter to one address may both bounce and be marked as spam.
      id: `${letter}-${reason}`,
      ...{ cycleId, kind, to, reason, detail, at },
      ...(rejected && { rejected }),
      ...(school && { school }),
    },
    events: [],
  });
  log.info({ what: 'letter not delivered', letter, kind, reason, outcome });
}

type Whose = {
  readonly cycleId: string;
  readonly school?: { readonly name: string; readonly reference: string };
};

/** The letter's school, by its subject or else by its address. Staff belong to none. */
async function whose(store: FeedbackStore, { about, to }: Feedback): Promise<Whose> {
  const request = await store.request(about);
  if (request) return { cycleId: request.cycleId };
  const cycleId = /^[A-Za-z0-9]{1,20}(?=-|$)/.exec(about)?.[0] ?? '';
  const known = (await store.cycle(cycleId)) ?? (await store.currentCycle());
  if (!known) return { cycleId };
  const application = parseReference(about) && (await store.application(about));
  if (application && asContact(application, to)) return { cycleId: known.id, school: schoolOf(application) };
  const [own] = (await store.applications(known.id)).filter((one) => asContact(one, to));
  return { cycleId: known.id, ...(own && { school: schoolOf(own) }) };
}

const schoolOf = ({ school: { name }, reference }: Application) => ({ name, reference });
