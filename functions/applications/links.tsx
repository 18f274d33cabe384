import { randomUUID } from 'node:crypto';
import { type Application, parseReference, referenceOf } from '../../shared/domain/application.ts';
import { startApplication } from '../../shared/domain/applying.ts';
import { isRefusal } from '../../shared/domain/change.ts';
import { acceptsDraft, type Cycle } from '../../shared/domain/cycle.ts';
import {
  type ApplicationRequest,
  requestLink as decide,
  isAnsweredBy,
  mayContinue,
  requestedReference,
} from '../../shared/domain/request.ts';
import type { DirectoryEntry } from '../../shared/domain/school.ts';
import { readToken } from '../../shared/links/token.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import type { FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { type Answer, seeOther, showErrors, showPage } from '../http/answer.ts';
import { check, type FieldErrors } from '../http/fields.ts';
import { tooManyRequests } from '../http/problem-pages.tsx';
import type { Request } from '../http/request.ts';
import { beginApplicantSession } from '../http/sessions.ts';
import { hrefTo } from '../routes.ts';
import { inCycle, keys, sessions, store } from './context.ts';
import { linkFields } from './forms.ts';
import { hadTooMany } from './limits.ts';
import { closed, linkNotGood, schoolTaken, schoolUnknown } from './refusals.tsx';
import { linkIsSent } from './request-application.tsx';
import { Trap } from './trap.tsx';

/** What a mailed link leads to, once its token is found good. */
type Destination =
  | { readonly kind: 'application'; readonly application: Application; readonly cycle: Cycle }
  | {
      readonly kind: 'start';
      readonly request: ApplicationRequest;
      /** The school's application in this cycle that was withdrawn, if there is one. */
      readonly existing: Application | undefined;
      readonly cycle: Cycle;
    }
  | { readonly kind: 'taken'; readonly cycle: Cycle };

async function destinationOf({ parameters, now }: Request): Promise<Destination | undefined> {
  const token = parameters.token ?? '';
  const back = readToken(keys, token, 'application', now);
  if ('subject' in back) return wayBack(back.subject);
  const start = readToken(keys, token, 'start', now);
  return 'subject' in start ? wayIn(start.subject) : undefined;
}

async function wayBack(reference: string): Promise<Destination | undefined> {
  const application = await store.application(reference);
  const cycle = application && (await store.cycle(application.cycleId));
  return application && cycle && { kind: 'application', application, cycle };
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
  return mayContinue(request, existing)
    ? { kind: 'application', application: existing, cycle }
    : { kind: 'taken', cycle };
}

/** What a mailed link shows. It changes nothing, since mail scanners follow every link: a button goes on. */
export async function openLink(request: Request): Promise<Answer> {
  const destination = await destinationOf(request);
  if (!destination) return linkNotGood();
  const { kind, cycle } = destination;
  if (kind === 'taken') return schoolTaken(cycle);
  if (kind === 'start' && !acceptsDraft(cycle, destination.request.askedAt, request.now))
    return closed(cycle);
  const { school } = kind === 'start' ? destination.request : destination.application;
  const isDraft = kind === 'start' || destination.application.state === 'draft';
  return showPage(
    <PublicPage title="Your application" contact={cycle.program.contactEmail}>
      <span class="govuk-caption-l">{cycle.program.name}</span>
      <h1 class="govuk-heading-l">
        Application of <bdi>{school.name}</bdi>
      </h1>
      <p class="govuk-body">
        {isDraft
          ? 'Continue to the questions. Each page is saved when you go on to the next.'
          : 'Continue to see where your application stands.'}
      </p>
      <Form action={hrefTo('followLink', { token: request.parameters.token ?? '' })}>
        <Button>Continue</Button>
      </Form>
      <p class="govuk-body">
        Your application then stays open in this browser for 12 hours, so use a computer or phone that is
        yours.
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
      return enter(destination.application.reference, request);
    case 'start':
      return start(destination, request);
    case 'taken':
      return schoolTaken(destination.cycle);
  }
}

const enter = (reference: string, { now }: Request, more: Partial<Answer> = {}): Answer =>
  seeOther(
    hrefTo('application', { reference }),
    { reference },
    { cookies: [beginApplicantSession(sessions, reference, now)], ...more },
  );

type Start = Extract<Destination, { kind: 'start' }>;

async function start({ request: asked, existing, cycle }: Start, request: Request): Promise<Answer> {
  const school = await store.school(asked.school.id);
  if (!school) return schoolUnknown();
  const outcome = startApplication(asked, school, existing, cycle, request.now);
  if (isRefusal(outcome)) return closed(cycle);
  if ((await store.commitApplication(outcome, cycle.program)) === 'committed')
    return enter(outcome.after.reference, request, { status: 201 });
  // Somebody was faster by a moment, perhaps a second click of the same person: look again at what stands now.
  return followLink(request);
}

type AskPageProps = { readonly cycle: Cycle; readonly values?: FieldValues; readonly errors?: FieldErrors };

const AskPage = ({ cycle, values, errors = {} }: AskPageProps) => (
  <PublicPage
    title="Return to your application"
    contact={cycle.program.contactEmail}
    backLink={{ href: hrefTo('program', {}) }}
    error={Object.keys(errors).length > 0}
  >
    <ErrorSummary errors={errors} />
    <h1 class="govuk-heading-l">Return to your application</h1>
    <p class="govuk-body">We send you a letter with a new link. There is no password to remember.</p>
    <Form action={hrefTo('requestLink', {})}>
      <TextField
        name="school"
        label="Reference of your application, or id of your school"
        hint={`The reference is in our letters and begins with “${cycle.id}-”.`}
        values={values}
        errors={errors}
        spellcheck={false}
        autocomplete="off"
        width={20}
      />
      <TextField
        name="email"
        type="email"
        label="E-mail address that you applied with"
        values={values}
        errors={errors}
        autocomplete="email"
        spellcheck={false}
      />
      <Trap />
      <Button>Send me a link</Button>
    </Form>
  </PublicPage>
);

export const askForLink = inCycle((_, cycle) =>
  showPage(<AskPage cycle={cycle} />, { fields: ['school', 'email'] }),
);

export const requestLink = inCycle(async (request, cycle) => {
  const checked = check(linkFields, request.fields);
  if (checked.errors)
    return showErrors(
      <AskPage cycle={cycle} values={request.fields} errors={checked.errors} />,
      checked.errors,
    );
  const { school: given, email, website } = checked.value;
  if (website) return linkIsSent();
  if (await hadTooMany(store, { caller: request.callerAddress, email }, request.now))
    return tooManyRequests();
  const asked = await schoolAndCycle(given, cycle);
  if (!asked) {
    const errors = { school: 'Our directory has no school with this id' };
    return showErrors(<AskPage cycle={cycle} values={request.fields} errors={errors} />, errors);
  }
  const existing = await store.application(referenceOf(asked.cycle.id, asked.school.id));
  const asking = {
    id: randomUUID(),
    school: { id: asked.school.id, name: asked.school.name },
    // Who only comes back starts nothing, so that neither role nor name is looked at.
    role: existing?.role ?? 'partner',
    applicant: { name: '', position: '', email },
  } as const;
  await store.commitRequest(decide(asking, existing, asked.cycle, request.now));
  return linkIsSent();
});

type SchoolAndCycle = { readonly school: DirectoryEntry; readonly cycle: Cycle };

/** What somebody typed who was asked for the id of a school or the reference of an application. */
async function schoolAndCycle(given: string, current: Cycle): Promise<SchoolAndCycle | undefined> {
  const directory = await store.directory();
  const schoolOf = (id: string) => directory.find((entry) => entry.id.toLowerCase() === id.toLowerCase());
  const byId = schoolOf(given);
  if (byId) return { school: byId, cycle: current };
  const named = parseReference(given);
  const school = named && schoolOf(named.schoolId);
  const cycle = named && (named.cycleId === current.id ? current : await store.cycle(named.cycleId));
  return school && cycle && { school, cycle };
}
