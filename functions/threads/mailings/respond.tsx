import { draftMailing, mostContacts, withoutApplication } from '#domain/admission/mailing.ts';
import { shortfallsOf } from '#domain/admission/overview.ts';
import { sayCount } from '#domain/base/wording.ts';
import { stateOf } from '#domain/program/cycle.ts';
import { levels } from '#domain/program/school.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { check, type FieldErrors } from '#http/fields.ts';
import { idFrom, keyReused } from '#http/once.tsx';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { type ContactFault, readContacts } from '#sheets/contacts.ts';
import { forStaff, store } from '../access.ts';
import { contactsFields } from '../forms.ts';
import { sayFault } from '../mailing-words.ts';
import { InvitePage, type InviteShown, mailingsIn } from './page.tsx';

/** The length of a mailing's ID. */
const idLength = 20;

async function shownTo(request: StaffRequest): Promise<InviteShown> {
  const { cycle, query } = request;
  const [directory, summaries, parts] = await Promise.all([
    store.directory(),
    store.summaries(cycle.id),
    store.mailings(cycle.id),
  ]);
  const [region, level, gap] = ['region', 'level', 'gaps'].map((name) => query.get(name) ?? '');
  const gaps = shortfallsOf(summaries, cycle.program);
  const filter = {
    region: cycle.program.regions.find((one) => one === region),
    level: levels.find((one) => one === level),
    ...(gap === 'yes' && gaps.length > 0 && { gaps }),
  };
  const applied = new Set(summaries.map(({ schoolId }) => schoolId));
  return { schools: withoutApplication(directory, applied, filter), gaps, mailings: mailingsIn(parts) };
}

/** Schools that haven't applied, the form that invites them, and who was invited. */
export const mailings = forStaff(['director'], async (request) => {
  const shown = await shownTo(request);
  return showPage(<InvitePage request={request} shown={shown} values={valuesOf(request)} />, {
    ...shown,
    gaps: shown.gaps.map(({ name, missing }) => ({ name, missing })),
  });
});

const valuesOf = ({ query }: StaffRequest) => Object.fromEntries(query);

/** Checks a list of contacts and keeps it until it is previewed and sent. If any row has a fault, nothing is kept. */
export const addContacts = forStaff(['director'], async (request) => {
  const { cycle, staff, fields, now } = request;
  if (stateOf(cycle, now) !== 'open') return notOpen(request);
  const checked = check(contactsFields, fields);
  if (checked.errors) return again(request, checked.errors);
  const { kind, message, file, contacts: typed, idempotencyKey } = checked.value;
  if (file !== '' && typed !== '')
    return again(request, { contacts: 'Choose a file or enter contacts, not both' });
  if (file === '' && typed === '')
    return again(request, { contacts: 'Choose a file or enter at least one contact' });
  const where = file === '' ? 'contacts' : 'file';
  const read = readContacts(file || typed, await store.directory());
  if ('tooMany' in read)
    return again(request, {
      [where]: `The list has ${sayCount(read.tooMany)} contacts, and the limit is ${sayCount(mostContacts)}. Split it into two lists.`,
    });
  if ('faults' in read)
    return again(
      request,
      {
        [where]: `${read.faults.length === 1 ? 'One row needs' : `${sayCount(read.faults.length)} rows need`} a fix. Nothing was saved.`,
      },
      read.faults,
    );
  const batch = idFrom(staff.email, { idempotencyKey }, idLength);
  const said = seenOf([idempotencyKey, kind, message, file, typed]);
  const parts = draftMailing({
    ...{ cycleId: cycle.id, batch, kind, message, contacts: read.contacts },
    ...{ createdBy: staff.name, createdAt: now, said },
  });
  // A conflict means that the same form came before.
  for (const after of parts) await store.commitMailing({ after, events: [] });
  const [kept] = await store.mailing(cycle.id, batch);
  if (kept && kept.said !== said) return keyReused(request);
  return seeOther(hrefTo('mailing', { mailing: batch }), { mailing: batch });
});

async function again(
  request: StaffRequest,
  errors: FieldErrors,
  faults: readonly ContactFault[] = [],
): Promise<Answer> {
  const shown = await shownTo(request);
  const page = (
    <InvitePage request={request} shown={shown} values={request.fields} errors={errors} faults={faults} />
  );
  const answer = showErrors(page, errors);
  if (faults.length === 0) return answer;
  const rows = faults.map((fault) => ({ field: `line ${fault.line}`, detail: sayFault(fault) }));
  return { ...answer, data: { ...Object(answer.data), errors: rows } };
}

export const notOpen = ({ staff }: StaffRequest): Answer =>
  staffProblem(staff, {
    status: 409,
    title: 'Applications aren’t open',
    detail: 'Schools can’t apply now, so we didn’t send any invitations.',
    to: { href: hrefTo('mailings', {}), text: 'Back to Invitations' },
  });
