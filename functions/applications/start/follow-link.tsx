import type { Application } from '#domain/admission/application.ts';
import { editableDraft, startApplication } from '#domain/admission/apply.ts';
import {
  type ApplicationRequest,
  continued,
  isAnsweredBy,
  requestedReference,
} from '#domain/admission/request.ts';
import { isRefusal } from '#domain/base/change.ts';
import { asOwner, isStillOwned, type Owned } from '#domain/base/person.ts';
import { acceptsDraft, type Cycle } from '#domain/program/cycle.ts';
import { type Answer, seeOther, showPage } from '#http/answer.ts';
import type { Request } from '#http/request.ts';
import { beginApplicantSession } from '#http/sessions.ts';
import { readToken, type Vouched } from '#links/token.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { keys, sessions } from '../access.ts';
import { store } from '../application-access.ts';
import { closed, linkNotGood, schoolTaken, schoolUnknown } from '../refusals.tsx';

/** The destination of a link with a valid token. */
type Destination =
  | { readonly kind: 'application'; readonly application: Application; readonly cycle: Cycle }
  | {
      readonly kind: 'start';
      readonly request: ApplicationRequest;
      /** The school's withdrawn application in this cycle, if any. */
      readonly existing: Application | undefined;
      readonly cycle: Cycle;
    }
  | { readonly kind: 'taken'; readonly cycle: Cycle };

/**
 * Only the token. People forward, quote, or retype a link with a period, a bracket, or `&amp;` after it, and mail programs
 * break it into lines.
 */
const tokenOf = ({ parameters: { token = '' } }: Pick<Request, 'parameters'>): string => {
  const whole = token.replace(/=\r?\n|[\s>]|\p{Default_Ignorable_Code_Point}/gu, '');
  return /[\w-]+\.[\w-]+\.[\w-]{43}/.exec(whole)?.[0] ?? token;
};

async function destinationOf(request: Request): Promise<Destination | undefined> {
  const { now } = request;
  const token = tokenOf(request);
  const back = readToken(keys, token, 'application', now);
  if ('subject' in back) return wayBack(back);
  const start = readToken(keys, token, 'start', now);
  return 'subject' in start ? wayIn(start.subject) : undefined;
}

/** Undefined if someone else is the contact now. */
async function wayBack(vouched: Vouched): Promise<Destination | undefined> {
  const application = await store.application(vouched.subject);
  if (!application || !isStillOwned(application, vouched)) return undefined;
  const cycle = await store.cycle(application.cycleId);
  return cycle && { kind: 'application', application: asOwner(application, vouched), cycle };
}

async function wayIn(requestId: string): Promise<Destination | undefined> {
  const request = await store.request(requestId);
  if (!request) return undefined;
  const [existing, cycle] = await Promise.all([
    store.application(requestedReference(request)),
    store.cycle(request.cycleId),
  ]);
  if (!cycle) return undefined;
  if (!existing || !isAnsweredBy(request, existing)) return { kind: 'start', request, existing, cycle };
  const own = continued(request, existing);
  return own ? { kind: 'application', application: own, cycle } : { kind: 'taken', cycle };
}

/** The parts of the place that the email with the link is about. */
function partsOfPlace({ query }: Pick<Request, 'query'>) {
  const [, visits, visit, reflection] =
    /^(visits)(?:\/(\d{1,4})(\/reflection)?)?\W*$/.exec(query.get('to') ?? '') ?? [];
  return { visits, visit, reflection };
}

function placeOf(reference: string, request: Pick<Request, 'query'>): string {
  const { visits, visit, reflection } = partsOfPlace(request);
  if (visit !== undefined && reflection !== undefined) return hrefTo('reflectionPage', { reference, visit });
  if (visit !== undefined) return hrefTo('schoolVisit', { reference, visit });
  return hrefTo(visits === undefined ? 'application' : 'schoolVisits', { reference });
}

/** Completes "Continue to …". */
function sayPlace({ visits, visit, reflection }: ReturnType<typeof partsOfPlace>): string {
  if (reflection !== undefined) return 'your reflection';
  if (visit !== undefined) return 'the visit';
  return visits === undefined ? 'see your application’s status' : 'see your visits';
}

/** Changes nothing, because mail scanners open every link. The button on the page starts the session. */
export async function openLink(request: Request): Promise<Answer> {
  const destination = await destinationOf(request);
  if (!destination) return linkNotGood();
  const { kind, cycle } = destination;
  if (kind === 'taken') return schoolTaken(cycle);
  if (kind === 'start' && !acceptsDraft(cycle, destination.request.askedAt, request.now))
    return closed(cycle);
  const { school } = kind === 'start' ? destination.request : destination.application;
  const canGoOn = kind === 'start' || !isRefusal(editableDraft(destination.application, cycle, request.now));
  const place = partsOfPlace(request);
  const leadsToVisits = place.visits !== undefined;
  return showPage(
    <PublicPage title={leadsToVisits ? 'Your visits' : 'Your application'} program={cycle.program}>
      <span class="govuk-caption-l">{cycle.program.name}</span>
      <h1 class="govuk-heading-l">
        <bdi>{school.name}</bdi>’s {leadsToVisits ? 'visits' : 'application'}
      </h1>
      <p class="govuk-body">
        {canGoOn
          ? 'Continue to the questions. We save each page when you go to the next one.'
          : `Continue to ${sayPlace(place)}.`}
      </p>
      <Form
        action={hrefTo(
          'followLink',
          { token: tokenOf(request) },
          { to: request.query.get('to') ?? undefined },
        )}
      >
        <Button>Continue</Button>
      </Form>
      <p class="govuk-body">
        You’ll stay signed in on this browser for 12 hours. On a shared computer, sign out when you’re done.
      </p>
    </PublicPage>,
    { school: school.name, next: 'POST this address to continue' },
  );
}

export async function followLink(request: Request): Promise<Answer> {
  const destination = await destinationOf(request);
  if (!destination) return linkNotGood();
  switch (destination.kind) {
    case 'application':
      return enter(destination.application, request);
    case 'start':
      return start(destination, request);
    case 'taken':
      return schoolTaken(destination.cycle);
  }
}

const enter = (owned: Owned, request: Request, more: Partial<Answer> = {}): Answer =>
  seeOther(
    placeOf(owned.reference, request),
    { reference: owned.reference },
    { cookies: [beginApplicantSession(sessions, owned, request.now)], ...more },
  );

type Start = Extract<Destination, { kind: 'start' }>;

async function start({ request: asked, existing, cycle }: Start, request: Request): Promise<Answer> {
  const school = await store.school(asked.school.id);
  if (!school) return schoolUnknown();
  const outcome = startApplication(asked, school, existing, cycle, request.now);
  if (isRefusal(outcome)) return closed(cycle);
  if ((await store.commitApplication(outcome, cycle.program)) === 'committed')
    return enter(outcome.after, request, { status: 201 });
  // Another request was faster, perhaps a second click by the same person. Read the application again.
  return followLink(request);
}
