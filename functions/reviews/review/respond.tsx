import * as v from 'valibot';
import type { Application, Review } from '#domain/admission/application.ts';
import { reviewsOf } from '#domain/admission/application.ts';
import {
  mostChanges,
  type ReviewRefusal,
  recordReview as recordInto,
  scoredStatements,
} from '#domain/admission/review.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { Program } from '#domain/program/program.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { type Checked, check, choiceField, type Fields } from '#http/fields.ts';
import { ifSeen } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { type AboutApplication, store, withApplication } from '../access.ts';
import { ApplicationPage } from '../application/page.tsx';
import { answersReviewed, scoreField, valuesOfReview } from '../application/review-form.tsx';
import { cameFrom } from '../application/way-back.tsx';
import { notDone } from '../form-page.tsx';
import { judgementFields } from '../forms.ts';
import { noApplication } from '../refusals.tsx';
import { done } from '../text.tsx';

/** The form's own URL shows the whole application page, so that reviewers can read the application next to the form. */
export const reviewPage = withApplication(['reviewer', 'director'], (request) => {
  const { application, staff } = request;
  const own = reviewsOf(application).find((one) => one.reviewer === staff.email);
  const values = valuesOfReview(own);
  return showPage(<ApplicationPage request={request} review={{ values, errors: {} }} />, {
    review: own ?? null,
  });
});

export const recordReview = withApplication(['reviewer', 'director'], async (request) => {
  const { application, cycle, staff, now } = request;
  const { reference, role } = application;
  const checked = checkReview(cycle.program, role, request.fields);
  if (checked.errors)
    return showErrors(
      <ApplicationPage request={request} review={{ values: request.fields, errors: checked.errors }} />,
      checked.errors,
    );
  const { seen, ...review } = checked.value;
  const outcome = await reviseApplication(
    store,
    cycle.program,
    application,
    ifSeen({ seen, shown: answersReviewed }, (current: Application) =>
      recordInto(current, review, staff, now),
    ),
  );
  if (!outcome) return noApplication(staff);
  if (isRefusal(outcome))
    return outcome.refused === 'changed' ? answersChanged(request) : notAReader(request, outcome.refused);
  return seeOther(hrefTo('staffApplication', { reference }, { ...done('review'), ...cameFrom(request) }), {
    reference,
  });
});

/** The new answers, with the review still in its form. */
async function answersChanged(request: AboutApplication): Promise<Answer> {
  const application = (await store.application(request.application.reference)) ?? request.application;
  const review = { values: request.fields, errors: {}, isChanged: true } as const;
  return showProblem(<ApplicationPage request={{ ...request, application }} review={review} />, {
    status: 409,
    title: 'Your review wasn’t saved',
    detail: 'The school changed its answers while you were reading.',
  });
}

type Scored = Pick<Review, 'scores' | 'recommendation' | 'comment'> & { readonly seen: string };

function checkReview(program: Program, role: 'host' | 'partner', fields: Fields): Checked<Scored> {
  const statements = scoredStatements(program, role);
  const grades = program.review.rubric.map(({ score }) => String(score));
  const scores = check(
    v.object(
      Object.fromEntries(
        statements.map(({ id, statement }) => [
          scoreField(id),
          choiceField(grades, `Choose a score for “${shortened(statement)}”`),
        ]),
      ),
    ),
    fields,
  );
  const rest = check(judgementFields, fields);
  if (scores.errors || rest.errors) return { errors: { ...scores.errors, ...rest.errors } };
  const scoreOf = (id: string) => [id, Number(scores.value[scoreField(id)])] as const;
  return { value: { ...rest.value, scores: Object.fromEntries(statements.map(({ id }) => scoreOf(id))) } };
}

const shownOfStatement = 60;

/** The start of a statement, in whole words, so that people recognize it. */
const shortened = (statement: string): string =>
  statement.length <= shownOfStatement
    ? statement.replace(/\.$/, '')
    : `${statement.slice(0, shownOfStatement).replace(/[^\p{Letter}]*\s\S*$/u, '')} …`;

const refusalWords: Readonly<Record<ReviewRefusal | 'changed-too-often', string>> = {
  'not-under-review': 'It has been decided or withdrawn.',
  'not-assigned': 'It’s assigned to other reviewers.',
  'changed-too-often': `You’ve changed your review ${mostChanges} times. To add something, ask a director.`,
};

/** The review is refused; the page still shows the typed text. */
export const notAReader = (request: AboutApplication, refused: keyof typeof refusalWords): Answer =>
  notDone(
    request,
    request.application,
    {
      status: refused === 'not-assigned' ? 403 : 409,
      title: 'You can’t review this application',
      detail: refusalWords[refused],
    },
    { comment: 'Your reasons', reason: 'Why are you recusing yourself?' },
  );
