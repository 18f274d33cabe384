import type { ComponentChildren } from 'preact';
import { openInquiry } from '../../shared/domain/admission/application.ts';
import { awaitsDecision } from '../../shared/domain/admission/decide.ts';
import { reviewsShownTo } from '../../shared/domain/admission/roster.ts';
import { sayMoment } from '../../shared/domain/base/time.ts';
import { countOf } from '../../shared/domain/base/wording.ts';
import { Lines } from '../../shared/ui/notices.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import { isDirector } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { Reviews } from './application-parts.tsx';
import { cameFrom } from './came-from.tsx';
import { DecisionForm } from './decision-form.tsx';
import { ReviewForm, valuesOfReview } from './review-form.tsx';
import type { AboutApplication } from './staff.tsx';
import { sayDecision } from './words.tsx';

type Typed = { readonly values: Fields; readonly errors: FieldErrors };
const nothingTyped: Typed = { values: {}, errors: {} };

export type ApplicationPageProps = {
  readonly request: AboutApplication;
  /** Values and errors of a form that is shown again. */
  readonly review?: Typed | undefined;
  readonly decision?: Typed | undefined;
};

/** The actions open to this person, in working order: read the reviews, review, decide, ask. */
export function Actions({ request, review, decision }: ApplicationPageProps) {
  const { application, cycle, staff } = request;
  const { reference } = application;
  if (!('reviews' in application)) return null;
  const own = application.reviews.find((one) => one.reviewer === staff.email);
  const mayReview = application.state === 'submitted' && application.reviewers.includes(staff.email);
  const mayAsk = application.state === 'submitted' && (isDirector(staff) || mayReview);
  return (
    <>
      {application.state === 'decided' && <DecisionMade request={request} />}
      <Part title="Reviews">
        <p class="govuk-body">
          {application.reviewers.length === 0
            ? 'No reviewers assigned yet.'
            : `${application.reviews.length} of ${countOf(application.reviewers.length, 'review')} submitted.`}
        </p>
        <Reviews
          application={application}
          shown={reviewsShownTo(staff, application)}
          program={cycle.program}
        />
      </Part>
      {mayReview && (
        <Part title={own ? 'Edit your review' : 'Your review'}>
          <ReviewForm
            application={application}
            program={cycle.program}
            values={review?.values ?? valuesOfReview(own)}
            errors={review?.errors ?? {}}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={hrefTo('recusePage', { reference })}>
              Recuse yourself from this application
            </a>
          </p>
        </Part>
      )}
      {isDirector(staff) && awaitsDecision(application) && (
        <Part title="Decide">
          <DecisionForm application={application} from={cameFrom(request)} {...(decision ?? nothingTyped)} />
        </Part>
      )}
      {mayAsk && (
        <Part title="Missing something?">
          {openInquiry(application) ? (
            <p class="govuk-body">
              The school hasn’t answered our last question yet. You can ask another one after it does.
            </p>
          ) : (
            <p class="govuk-body">
              <a class="govuk-link" href={hrefTo('requestInformationPage', { reference })}>
                Ask the school a question
              </a>
            </p>
          )}
        </Part>
      )}
    </>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <section>
    <h2 class="govuk-heading-m">{title}</h2>
    {children}
  </section>
);

function DecisionMade({ request: { application, cycle } }: { readonly request: AboutApplication }) {
  if (application.state !== 'decided') return null;
  const { at, reason } = application.decision;
  return (
    <Part title="Decision">
      <p class="govuk-body">
        {sayDecision(application.decision)} on {sayMoment(cycle.program.timeZone, at)}.
      </p>
      <blockquote class="govuk-inset-text">
        <Lines text={reason} />
      </blockquote>
    </Part>
  );
}
