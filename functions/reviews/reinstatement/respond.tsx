import { type ReinstatementRefusal, reinstateApplication } from '#domain/admission/reinstate.ts';
import { isRefusal } from '#domain/base/change.ts';
import { showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { check } from '#http/fields.ts';
import { LetterPreview, letterShown } from '#http/letter-preview.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { type AboutApplication, withApplication } from '../access.ts';
import { changeSeen } from '../change-seen.tsx';
import { lettersOfChange, notDone } from '../form-page.tsx';
import { reinstatementFields } from '../forms.ts';

const title = 'The application can’t be reinstated';

const refusals: Readonly<Record<ReinstatementRefusal, string>> = {
  'not-withdrawn': 'The school hasn’t withdrawn it, has started a new one, or someone else reinstated it.',
  'cycle-closed': 'It wasn’t submitted before the deadline.',
  'year-over': 'Its school year is over.',
};

/** Previews the email to the school, and what reinstating means. */
export const reinstatementPage = withApplication(['director'], (request) => {
  const { application, cycle, staff, now } = request;
  const { reference, version } = application;
  const change = reinstateApplication(application, cycle, staff, now);
  if (isRefusal(change))
    return notDone(request, application, { status: 409, title, detail: refusals[change.refused] }, {});
  const letters = lettersOfChange(change, cycle);
  return showPage(<ReinstatementPage request={request} letters={letters} />, {
    reference,
    version,
    letters: letters.map(letterShown),
  });
});

export const reinstate = withApplication(['director'], (request) => {
  const { cycle, staff, now, fields } = request;
  const { value } = check(reinstatementFields, fields);
  return changeSeen(request, {
    seen: value?.version ?? -1,
    event: 'application-reinstated',
    decide: (standing) => reinstateApplication(standing, cycle, staff, now),
    done: 'reinstated',
    title,
    refusals,
  });
});

type PageProps = { readonly request: AboutApplication; readonly letters: readonly Letter[] };

const ReinstatementPage = ({ request, letters }: PageProps) => {
  const { reference, version, school } = request.application;
  return (
    <ConsolePage request={request} title="Reinstate the application" current="applications">
      <h1>
        <span class="govuk-caption-l">{reference}</span>
        Reinstate <span dir="auto">{school.name}</span>’s application?
      </h1>
      <p class="govuk-body">
        The application will be as it was before the school withdrew, with its answers, reviews, and decision.
        The school won’t return to a partnership it left. The school will get this email.
      </p>
      {letters.map((letter) => (
        <LetterPreview key={letter.key} letter={letter} />
      ))}
      <Form action={hrefTo('reinstate', { reference })} hidden={{ version: String(version) }}>
        <ButtonGroup>
          <Button>Reinstate application and send email</Button>
          <a class="govuk-link" href={hrefTo('staffApplication', { reference })}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </ConsolePage>
  );
};
