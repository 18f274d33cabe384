import type { Application } from '#domain/admission/application.ts';
import { type ReversalRefusal, reverseDecision as reverse } from '#domain/admission/decide.ts';
import { isRefusal } from '#domain/base/change.ts';
import { type Answer, showErrors, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { letterShown } from '#http/letter-preview.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { type AboutApplication, store, withApplication } from '../access.ts';
import { changeSeen } from '../change-seen.tsx';
import { FormPage, type FormProps, lettersOfChange, notDone, TextPreview } from '../form-page.tsx';
import { longest, reversalFields } from '../forms.ts';

const title = 'The decision can’t be reversed';

const refusals: Readonly<Record<ReversalRefusal, string>> = {
  'not-decided': 'There’s no decision to reverse, or someone else has reversed it.',
  withdrawn: 'The school withdrew its application.',
  paired: 'The school is in a partnership. End or change the partnership first.',
};

/** A paired school must leave its partnership first. */
const isPaired = async ({ cycleId, school }: Application): Promise<boolean> =>
  (await store.partnershipOf(cycleId, school.id)) !== undefined;

const notReversed = (request: AboutApplication, refused: ReversalRefusal): Answer =>
  notDone(
    request,
    request.application,
    { status: 409, title, detail: refusals[refused] },
    { reason: 'Reason' },
  );

export const reversalPage = withApplication(['director'], async (request) => {
  const { application, staff, now } = request;
  const { reference } = application;
  const probe = reverse(application, '', await isPaired(application), staff, now);
  return isRefusal(probe)
    ? notReversed(request, probe.refused)
    : showPage(<ReversalPage request={request} values={{}} errors={{}} />, { reference });
});

/** Previews the correction first. Then it reverses the decision and sends it. */
export const reverseDecision = withApplication(['director'], async (request) => {
  const { application, cycle, staff, fields, now } = request;
  const { reference, version: current } = application;
  const checked = check(reversalFields, fields);
  if (checked.errors)
    return showErrors(
      <ReversalPage request={request} values={fields} errors={checked.errors} />,
      checked.errors,
    );
  const { reason, step, version } = checked.value;
  const paired = await isPaired(application);
  if (step === 'send')
    return changeSeen(request, {
      seen: version,
      event: 'decision-reversed',
      decide: (standing) => reverse(standing, reason, paired, staff, now),
      done: 'reversed',
      title,
      refusals,
      labels: { reason: 'Reason' },
    });
  const change = reverse(application, reason, paired, staff, now);
  if (isRefusal(change)) return notReversed(request, change.refused);
  if (step === 'write')
    return showPage(<ReversalPage request={request} values={fields} errors={{}} />, { reference, reason });
  const letters = lettersOfChange(change, cycle);
  return showPage(<PreviewPage {...{ request, reason, letters }} />, {
    reference,
    reason,
    version: current,
    letters: letters.map(letterShown),
  });
});

const ReversalPage = (props: FormProps) => (
  <FormPage
    {...props}
    title="Reverse the decision"
    heading={
      <>
        Reverse the decision on <span dir="auto">{props.request.application.school.name}</span>
      </>
    }
    intro="The application will be in review again, and its reviews are kept. The school will get an email that corrects the first one. Then you can decide again."
    action={hrefTo('reverseDecision', { reference: props.request.application.reference })}
    hidden={{ step: 'preview' }}
    field={{
      name: 'reason',
      label: 'Reason',
      labelSize: 's',
      hint: 'The school will see this word for word in the email.',
      maxLength: longest.reason,
    }}
    button={<Button>Preview email</Button>}
  />
);

type PreviewPageProps = {
  readonly request: AboutApplication;
  readonly reason: string;
  readonly letters: readonly Letter[];
};

const PreviewPage = ({ request, reason, letters }: PreviewPageProps) => (
  <TextPreview
    request={request}
    title={`Reverse the decision on ${request.application.school.name}`}
    heading="Reverse the decision and send this email?"
    letters={letters}
    action={hrefTo('reverseDecision', { reference: request.application.reference })}
    hidden={{ reason, version: String(request.application.version) }}
    send="Reverse decision and send email"
    edit="Edit reason"
  />
);
