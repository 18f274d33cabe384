import {
  type Mailing,
  type MailingContact,
  mailingAddress,
  type Recipients,
  recipientsOf,
  sendMailing as send,
} from '#domain/admission/mailing.ts';
import { stateOf } from '#domain/program/cycle.ts';
import { type Answer, seeOther, showChanged, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import type { Responder } from '#http/handler.ts';
import { letterShown } from '#http/letter-preview.tsx';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { isOvertaken, seenOf } from '#http/stale-form.ts';
import { invitationKey, invitationLetter } from '#letters/mailing-letters.ts';
import { hrefTo } from '#routes.ts';
import { standingsOf } from '#store/sent-letters.ts';
import { forStaff, previewed, store, table } from '../access.ts';
import { done } from '../done.ts';
import { sendingFields } from '../forms.ts';
import { notOpen } from '../mailings/respond.tsx';
import { DraftPage, type Progress, SentPage } from './page.tsx';

type AboutMailing = StaffRequest & {
  readonly mailing: string;
  /** In their order; at least one. */
  readonly parts: readonly [Mailing, ...Mailing[]];
};

const withMailing = (respond: (request: AboutMailing) => Promise<Answer>): Responder =>
  forStaff(['director'], async (request) => {
    const { mailing = '' } = request.parameters;
    const [first, ...others] = /^[0-9a-f]{20}$/.test(mailing)
      ? await store.mailing(request.cycle.id, mailing)
      : [];
    if (first) return respond({ ...request, mailing, parts: [first, ...others] });
    return staffProblem(request.staff, {
      status: 404,
      title: 'Invitations not found',
      detail: 'Lists that aren’t sent are deleted after a week.',
      to: { href: hrefTo('mailings', {}), text: 'See all invitations' },
    });
  });

/** Who of the parts that aren't sent yet gets an email now. */
async function recipientsNow({ cycle, parts }: AboutMailing): Promise<Recipients> {
  const contacts = parts.flatMap((part) => (part.state === 'draft' ? part.contacts : []));
  const addresses = contacts.flatMap(({ email }) => mailingAddress(email) ?? []);
  const [summaries, optedOut, all] = await Promise.all([
    store.summaries(cycle.id),
    store.optedOut([...new Set(addresses)]),
    store.mailings(cycle.id),
  ]);
  return recipientsOf(contacts, {
    applied: new Set(summaries.map(({ schoolId }) => schoolId)),
    optedOut,
    invited: new Set(
      all.flatMap((part) => (part.state === 'sent' ? part.contacts.map(({ email }) => email) : [])),
    ),
  });
}

/** A preview before the mailing is sent, and then how many emails went out. */
export const mailing = withMailing(async (request) =>
  request.parts.every(({ state }) => state === 'sent') ? showSent(request) : showDraft(request, false),
);

async function showDraft(request: AboutMailing, isChanged: boolean): Promise<Answer> {
  const { cycle, staff, parts, mailing: id } = request;
  const recipients = await recipientsNow(request);
  const [contact] = recipients.contacts;
  const context = { cycle, addresses: previewed };
  const letters = contact ? [invitationLetter({ ...parts[0], createdBy: staff.name }, contact, context)] : [];
  const seen = seenOf(recipients.contacts);
  const data = {
    ...{ mailing: id, kind: parts[0].kind, state: 'draft', recipients: recipients.contacts.length, seen },
    skipped: recipients.skipped.map(({ contact: { schoolId, email }, why }) => ({
      schoolId,
      given: email,
      why,
    })),
    letters: letters.map(letterShown),
  };
  const page = (
    <DraftPage
      request={request}
      mailing={id}
      kind={parts[0].kind}
      recipients={recipients}
      letters={letters}
      seen={seen}
      isChanged={isChanged}
    />
  );
  return isChanged ? showChanged(page, data) : showPage(page, data);
}

async function showSent(request: AboutMailing): Promise<Answer> {
  const { parts, mailing: id } = request;
  const contacts = parts.flatMap((part) => part.contacts);
  const progress = await progressOf(request, contacts);
  const { kind, history } = parts[0];
  const { bounced, ...counts } = progress;
  return showPage(<SentPage request={request} kind={kind} sent={history.at(-1)} progress={progress} />, {
    ...{ mailing: id, kind, state: 'sent', recipients: contacts.length },
    ...counts,
    bounced: bounced.length,
  });
}

/** How far the emails are. One that never went out or that came back counts as not delivered. */
async function progressOf({ cycle }: AboutMailing, contacts: readonly MailingContact[]): Promise<Progress> {
  const keys = contacts.map(({ email }) => invitationKey(cycle.id, email));
  const [standings, undelivered] = await Promise.all([standingsOf(table, keys), store.undelivered()]);
  const returned = new Set(
    undelivered.flatMap(({ kind, to, cycleId }) =>
      kind === 'invitation-to-apply' && cycleId === cycle.id ? [to] : [],
    ),
  );
  const bounced = contacts.filter(({ email }) => returned.has(email));
  const sent = keys.filter((key) => standings.get(key) === 'sent').length;
  const over = keys.filter((key) => ['sent', 'refused'].includes(standings.get(key) ?? '')).length;
  return { sent, waiting: contacts.length - over, bounced };
}

/** Sends the emails as they were shown. The stream stores them, and they go out over the next minutes. */
export const sendMailing = withMailing(async (request) => {
  const { cycle, staff, now, parts, mailing: id, fields } = request;
  const led = seeOther(hrefTo('mailing', { mailing: id }, done('mailed')), { mailing: id });
  if (parts.every(({ state }) => state === 'sent')) return led;
  if (stateOf(cycle, now) !== 'open') return notOpen(request);
  const checked = check(sendingFields, fields);
  const recipients = await recipientsNow(request);
  if (isOvertaken(recipients.contacts, checked.value?.seen ?? '')) return showDraft(request, true);
  if (recipients.contacts.length === 0) return showDraft(request, true);
  const left = [...recipients.contacts];
  for (const part of parts.filter(({ state }) => state === 'draft')) {
    const own = new Set(part.contacts.flatMap(({ email }) => mailingAddress(email) ?? []));
    const chosen = left.filter(({ email }) => own.has(email));
    left.splice(0, left.length, ...left.filter((one) => !chosen.includes(one)));
    // A conflict means that someone else sent this part, to the same people.
    await store.commitMailing(send({ ...part, createdBy: staff.name }, chosen, staff, now));
  }
  return led;
});
