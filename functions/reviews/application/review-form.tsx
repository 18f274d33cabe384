import { type Application, type Review, recommendations } from '#domain/admission/application.ts';
import { scoredStatements } from '#domain/admission/review.ts';
import type { Program } from '#domain/program/program.ts';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { seenFor } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { recommendationNames } from '#text/reviews.ts';
import { Button } from '#ui/button.tsx';
import { Radios } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { Details } from '#ui/notices.tsx';
import { TextArea } from '#ui/text-field.tsx';
import { longest } from '../forms.ts';
import type { cameFrom } from './way-back.tsx';

/** The field with the score of a part. */
export const scoreField = (id: string) => `score-${id}`;

type ReviewFormProps = {
  readonly application: Application;
  readonly program: Program;
  /** Query entries that the form's URL carries along. */
  readonly from: ReturnType<typeof cameFrom>;
  readonly values: Fields;
  readonly errors: FieldErrors;
  /** Whether the school changed its answers after the page was loaded. */
  readonly isChanged?: boolean;
};

/** What a review is about. A school can change it until the first review. */
export const answersReviewed = ({ role, answers }: Application): object => ({ role, answers });

/** A score for each part, a recommendation, and a comment. */
export function ReviewForm({
  application,
  program,
  from,
  values,
  errors,
  isChanged = false,
}: ReviewFormProps) {
  const { rubric } = program.review;
  return (
    <div class="lp-compact">
      <Form
        action={hrefTo('recordReview', { reference: application.reference }, from)}
        id="review"
        hidden={{ seen: seenFor(answersReviewed(application), { fields: values, isChanged }) }}
      >
        <Details summary="What the scores mean">
          <ul class="govuk-list">
            {rubric.map(({ score, name, meaning }) => (
              <li key={score}>
                <strong>
                  {score} {name}.
                </strong>{' '}
                {meaning}
              </li>
            ))}
          </ul>
        </Details>
        {scoredStatements(program, application.role).map(({ id, statement, lookFor }) => (
          <Radios
            key={id}
            name={scoreField(id)}
            label={statement}
            hint={lookFor}
            small
            inline
            values={values}
            errors={errors}
            options={rubric.map(({ score, name }) => ({ value: String(score), text: `${score} ${name}` }))}
          />
        ))}
        <Radios
          name="recommendation"
          label="Your recommendation"
          labelSize="s"
          small
          inline
          values={values}
          errors={errors}
          options={recommendations.map((value) => ({ value, text: recommendationNames[value] }))}
        />
        <TextArea
          name="comment"
          label="Your reasons"
          labelSize="s"
          hint="For the director and other reviewers. The school won’t see this."
          rows={6}
          maxLength={longest.comment}
          values={values}
          errors={errors}
        />
        <Button>Submit review</Button>
      </Form>
    </div>
  );
}

/** A review as form fields. */
export const valuesOfReview = (review: Review | undefined): Fields =>
  review === undefined
    ? {}
    : {
        ...Object.fromEntries(
          Object.entries(review.scores).map(([id, score]) => [scoreField(id), String(score)]),
        ),
        recommendation: review.recommendation,
        comment: review.comment,
      };
