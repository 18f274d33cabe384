import { randomUUID } from 'node:crypto';
import { type Application, parseReference, referenceOf } from '../../shared/domain/application.ts';
import { startApplication } from '../../shared/domain/applying.ts';
import { isRefusal } from '../../shared/domain/change.ts';
import type { Cycle } from '../../shared/domain/cycle.ts';
import {
  type ApplicationRequest,
  requestLink as decide,
  mayContinue,
  requestedReference,
} from '../../shared/domain/request.ts';
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

/** What a mailed link stands for, once its token is found good. */
type Followed =
  | { readonly kind: 'start'; readonly request: ApplicationRequest; readonly cycle: Cycle }
  | { readonly kind: 'application'; readonly application: Application; readonly cycle: Cycle };

async function read(request: Request): Promise<Followed | undefined> {
  const token = request.parameters.token ?? '';
  const own = readToken(keys, token, 'application', request.now);
  if ('subject' in own) {
    const application = await store.application(own.subject);
    const cycle = application && (await store.cycle(application.cycleId));
    return application && cycle && { kind: 'application', application, cycle };
  }
  const start = readToken(keys, token, 'start', request.now);
  if (!('subject' in start)) return undefined;
  const asked = await store.request(start.subject);
  const cycle = asked && (await store.cycle(asked.cycleId));
  return asked && cycle && { kind: 'start', request: asked, cycle };
}

/** What a mailed link shows. It changes nothing, since mail scanners follow every link: a button goes on. */
export async function openLink(request: Request): Promise<Answer> {
  const followed = await read(request);
  if (!followed) return linkNotGood();
  const school = followed.kind === 'start' ? followed.request.school : followed.application.school;
  const isDraft = followed.kind === 'start' || followed.application.state === 'draft';
  return showPage(
    <PublicPage title="Your application" contact={followed.cycle.program.contactEmail}>
      <span class="govuk-caption-l">{followed.cycle.program.name}</span>
      <h1 class="govuk-heading-l">
        Application of <bdi>{school.name}</bdi>
      </h1>
      <p class="govuk-body">
        {isDraft
          ? 'Continue to the questions. Every page is saved when you go on to the next.'
          : 'Continue to see where your application stands.'}
      </p>
      <Form action={hrefTo('followLink', { token: request.parameters.token ?? '' })}>
        <Button>Continue</Button>
      </Form>
      <p class="govuk-body">This browser then stays signed in to your application for 12 hours.</p>
    </PublicPage>,
    { school: school.name, next: 'POST this address to continue' },
  );
}

export async function followLink(request: Request): Promise<Answer> {
  const followed = await read(request);
  if (!followed) return linkNotGood();
  if (followed.kind === 'application') return enter(followed.application.reference, request);
  return startOrContinue(followed.request, followed.cycle, request);
}

const enter = (reference: string, { now }: Request): Answer =>
  seeOther(
    hrefTo('application', { reference }),
    { reference },
    { cookies: [beginApplicantSession(sessions, reference, now)] },
  );

async function startOrContinue(asked: ApplicationRequest, cycle: Cycle, request: Request): Promise<Answer> {
  const reference = requestedReference(asked);
  const existing = await store.application(reference);
  if (existing && existing.state !== 'withdrawn')
    return mayContinue(asked, existing) ? enter(reference, request) : schoolTaken(cycle);
  const school = await store.school(asked.school.id);
  if (!school) return schoolUnknown();
  const outcome = startApplication(asked, school, existing, cycle, request.now);
  if (isRefusal(outcome)) return closed(cycle);
  if ((await store.commitApplication(outcome, cycle.program)) === 'committed')
    return enter(reference, request);
  // Somebody was faster by a moment, perhaps a second click of the same person: look again at what stands now.
  return startOrContinue(asked, cycle, request);
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
        label="Id of your school, or the reference of your application"
        hint="Both are in the letters we sent you."
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
  const named = parseReference(given);
  const id = named?.cycleId === cycle.id ? named.schoolId : given;
  const school = (await store.directory()).find((entry) => entry.id.toLowerCase() === id.toLowerCase());
  const existing = school && (await store.application(referenceOf(cycle.id, school.id)));
  const asking = {
    id: randomUUID(),
    school: { id: school?.id ?? id, name: school?.name ?? id },
    role: existing?.role ?? 'partner',
    applicant: existing?.applicant.email === email ? existing.applicant : { name: '', position: '', email },
  } as const;
  await store.commitRequest(decide(asking, existing, cycle, request.now));
  return linkIsSent();
});
