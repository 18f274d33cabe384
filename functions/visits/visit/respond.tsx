import { type Answer, showErrors, showPage, showProblem } from '#http/answer.ts';
import type { FieldErrors } from '#http/fields.ts';
import { seenOf } from '#http/stale-form.ts';
import { type VisitRequest, withVisit } from '../access.ts';
import { cancellationOf, detailsOf, proposalsOf, recordOf, themeOf } from './form-state.ts';
import { type VisitForm, VisitPage } from './page.tsx';

/** Everything about one visit: time, place, theme, who is coming, date requests, and notes. */
export const visit = withVisit((request) => {
  const { partnership, visit: shown } = request;
  return showPage(<VisitPage request={request} form={undefined} errors={{}} isChanged={false} />, {
    host: partnership.host.id,
    version: partnership.version,
    facilitator: partnership.facilitator,
    arc: partnership.arc ?? null,
    visit: shown,
    seen: {
      details: seenOf(detailsOf(shown)),
      cancellation: seenOf(cancellationOf(shown)),
      theme: seenOf(themeOf(shown)),
      record: seenOf(recordOf(shown)),
      decline: Object.fromEntries(proposalsOf(shown).map((one) => [one.school, seenOf(one)])),
    },
    history: partnership.history.filter((entry) => entry.visit === shown.number),
  });
});

/** The page with the errors of one of its forms. */
export const showVisitAgain = (request: VisitRequest, form: VisitForm, errors: FieldErrors): Answer =>
  showErrors(<VisitPage request={request} form={form} errors={errors} isChanged={false} />, errors);

/** The current page after someone else changed the visit, with what was typed into one of its forms. */
export const showVisitChanged = (request: VisitRequest, form: VisitForm): Answer =>
  showProblem(<VisitPage request={request} form={form} errors={{}} isChanged={true} />, {
    status: 409,
    title: 'Your change wasn’t saved',
    detail: 'Someone else changed this visit while you were looking at it.',
  });
