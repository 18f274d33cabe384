import { disagreementIn } from '#domain/admission/calibration.ts';
import { freeReviewers, scoredStatements } from '#domain/admission/review.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Select } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { Details, InsetText } from '#ui/notices.tsx';
import type { AboutApplication } from '../access.ts';

/** Who reviews an application, and a director's form to assign or replace a reviewer. */
export function Reviewers({ request }: { readonly request: AboutApplication }) {
  const { application, roster, cycle, now } = request;
  if (application.state !== 'submitted') return null;
  const { reference, version, reviewers, reviews, role } = application;
  const hasReviewed = (email: string) => reviews.some(({ reviewer }) => reviewer === email);
  const nameOf = (email: string) => roster.reviewers.find((one) => one.email === email)?.name ?? email;
  const apart = disagreementIn(reviews);
  const part = scoredStatements(cycle.program, role).find(({ id }) => id === apart?.part);
  return (
    <>
      {apart && (
        <InsetText>
          The scores for “{part?.statement ?? apart.part}” are {apart.points} points apart. You can ask
          another reviewer.
        </InsetText>
      )}
      <Details summary="Assign or replace a reviewer" open={apart !== undefined}>
        {reviewers.length > 0 && (
          <ul class="govuk-list">
            {reviewers.map((email) => (
              <li key={email}>
                <span dir="auto">{nameOf(email)}</span>:{' '}
                {hasReviewed(email) ? 'submitted' : 'not submitted yet'}
              </li>
            ))}
          </ul>
        )}
        <Form action={hrefTo('assignReviewer', { reference })} hidden={{ version: String(version) }}>
          <Select
            name="email"
            label="Reviewer"
            empty="The one with the fewest applications"
            values={{}}
            options={freeReviewers(application, {
              roster,
              loads: new Map(),
              today: todayOf(cycle, now),
            }).map(({ email, name }) => ({
              value: email,
              text: name,
            }))}
          />
          <Select
            name="instead"
            label="Replaces"
            empty="No one"
            values={{}}
            options={reviewers
              .filter((email) => !hasReviewed(email))
              .map((email) => ({ value: email, text: nameOf(email) }))}
          />
          <Button variant="secondary">Assign reviewer</Button>
        </Form>
      </Details>
    </>
  );
}
