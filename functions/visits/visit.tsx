import { type Answer, showErrors, showPage } from '../http/answer.ts';
import type { FieldErrors } from '../http/fields.ts';
import { type VisitRequest, withVisit } from './setting.ts';
import { type VisitForm, VisitPage } from './visit-page.tsx';

/** All of one visit: when and where it is, what it is about, who comes, what was asked and what was noted. */
export const visit = withVisit((request) => {
  const { partnership, visit: shown } = request;
  return showPage(<VisitPage request={request} form={undefined} errors={{}} />, {
    host: partnership.host.id,
    version: partnership.version,
    facilitator: partnership.facilitator,
    arc: partnership.arc ?? null,
    visit: shown,
    history: partnership.history.filter((entry) => entry.visit === shown.number),
  });
});

/** The same page with what is wrong with one of its forms. */
export const showVisitAgain = (request: VisitRequest, form: VisitForm, errors: FieldErrors): Answer =>
  showErrors(<VisitPage request={request} form={form} errors={errors} />, errors);
