import { confirmPlace as confirm, type PlaceRefusal, placeOf } from '#domain/admission/place.ts';
import { isRefusal } from '#domain/base/change.ts';
import { sayDate } from '#domain/base/time.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import type { Own } from '#http/applicant-access.tsx';
import { notFound } from '#http/problem-pages.tsx';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { forApplicant, store } from '../application-access.ts';
import { done } from '../forms.ts';
import { confirmedTooLate, leadBack } from '../refusals.tsx';

/** Confirms an accepted school's place. A second confirmation changes nothing. */
export const confirmPlace = forApplicant(async ({ now }, own) => {
  const { application, cycle, person } = own;
  const { reference } = application;
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    confirm(current, cycle.program, now, person.name),
  );
  if (!outcome) return notFound();
  if (isRefusal(outcome)) return notConfirmed(outcome.refused, own);
  return seeOther(hrefTo('application', { reference }, done('place')), {
    reference,
    place: placeOf(outcome, cycle.program),
  });
});

function notConfirmed(why: PlaceRefusal, { application, cycle }: Own): Answer {
  const place = placeOf(application, cycle.program);
  return why === 'too-late' && place
    ? confirmedTooLate(cycle, application, sayDate(place.confirmBy))
    : leadBack(application.reference, 'Your school doesn’t have a place to confirm');
}
