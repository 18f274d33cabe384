import { missingTopics, sharedAnswers } from '#domain/admission/answers.ts';
import type { Application, DraftApplication } from '#domain/admission/application.ts';
import { changeRole as change, editableDraft } from '#domain/admission/apply.ts';
import { topics, topicsOf } from '#domain/admission/topics.ts';
import { isRefusal } from '#domain/base/change.ts';
import { sayList } from '#domain/base/wording.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { type Role, roleNames } from '#domain/program/program.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { check } from '#http/fields.ts';
import { notFound } from '#http/problem-pages.tsx';
import { ifSeen, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { forApplicant, store } from '../application-access.ts';
import { done, roleFields } from '../forms.ts';
import { draftRefused } from '../refusals.tsx';

export const otherRole: Readonly<Record<Role, Role>> = { host: 'partner', partner: 'host' };

/** What the page shows: someone may have answered more by the time its form is sent. */
const shown = ({ role, answers }: Application): object => ({ role, answers });

type PageProps = {
  readonly draft: DraftApplication;
  readonly cycle: Cycle;
  /** Whether someone answered more after the page was loaded. */
  readonly isChanged?: boolean;
};

function RolePage({ draft, cycle, isChanged = false }: PageProps) {
  const { reference } = draft;
  const role = otherRole[draft.role];
  const location = hrefTo('application', { reference });
  return (
    <PublicPage title="Change your role" program={cycle.program} backLink={{ href: location }}>
      {isChanged && (
        <ChangedBanner>
          Your role wasn’t changed because someone saved other answers while you were on this page.
        </ChangedBanner>
      )}
      <h1 class="govuk-heading-l">Apply as a {role} school instead?</h1>
      <p class="govuk-body">{sayLost(draft)}</p>
      <Form action={hrefTo('changeRole', { reference })} hidden={{ role, seen: seenOf(shown(draft)) }}>
        <ButtonGroup>
          <Button>Change to {roleNames[role].toLowerCase()}</Button>
          <a class="govuk-link" href={location}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </PublicPage>
  );
}

/** The sections whose answers stay, and those whose answers are deleted. */
function sayLost(draft: DraftApplication): string {
  const kept = Object.keys(sharedAnswers(draft));
  const missing = missingTopics(draft.role, draft.answers);
  const answered = topicsOf(draft.role).filter((topic) => !missing.includes(topic));
  const titles = (isKept: boolean) =>
    sayList(
      answered.filter((topic) => kept.includes(topic) === isKept).map((topic) => `“${topics[topic].title}”`),
    );
  const [stay, go] = [titles(true), titles(false)];
  return [
    ...(stay === '' ? [] : [`We’ll keep your answers in ${stay}.`]),
    go === ''
      ? 'You won’t lose any answers.'
      : `We’ll delete your answers in ${go}. You can’t undo this, so copy anything you want to keep.`,
  ].join(' ');
}

export const rolePage = forApplicant(({ now }, { application, cycle }) => {
  const draft = editableDraft(application, cycle, now);
  if (isRefusal(draft)) return draftRefused(draft.refused, application, cycle);
  const { reference, role } = draft;
  return showPage(<RolePage draft={draft} cycle={cycle} />, { reference, role, seen: seenOf(shown(draft)) });
});

/** The form names the new role, so that sending it twice changes the role once. */
export const changeRole = forApplicant(async ({ now, fields }, { application, cycle, person }) => {
  const { reference } = application;
  const draft = editableDraft(application, cycle, now);
  if (isRefusal(draft)) return draftRefused(draft.refused, application, cycle);
  const checked = check(roleFields, fields);
  if (checked.errors) return showErrors(<RolePage draft={draft} cycle={cycle} />, checked.errors);
  const { role, seen } = checked.value;
  const outcome = await reviseApplication(
    store,
    cycle.program,
    application,
    ifSeen({ seen, shown, wanted: { role } }, (current: Application) =>
      change(current, role, cycle, now, person.name),
    ),
  );
  if (!outcome) return notFound();
  if (!isRefusal(outcome))
    return seeOther(hrefTo('application', { reference }, done('role')), { reference, role });
  const standing = editableDraft((await store.application(reference)) ?? draft, cycle, now);
  if (isRefusal(standing)) return draftRefused(standing.refused, application, cycle);
  return answeredMeanwhile({ draft: standing, cycle });
});

const answeredMeanwhile = (page: PageProps): Answer =>
  showProblem(<RolePage {...page} isChanged />, {
    status: 409,
    title: 'Your role wasn’t changed',
    detail: 'Someone saved other answers while you were on this page.',
  });
