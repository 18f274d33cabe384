import type { QuotaEffect, Tally } from '#domain/admission/overview.ts';
import type { Unusual } from '#domain/admission/unusual.ts';
import { sayList } from '#domain/base/wording.ts';
import { recommendationNames } from '#text/reviews.ts';
import { Button } from '#ui/button.tsx';
import { Details, InsetText } from '#ui/notices.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';

function sayUnusual(one: Unusual): string {
  switch (one.kind) {
    case 'no-reviews':
      return 'No one has reviewed this application.';
    case 'reviews-missing':
      return `Only ${one.submitted} of ${one.assigned} reviews are in.`;
    case 'open-question':
      return `The school hasn’t answered ${one.askedBy}’s question. After you decide, it can’t.`;
    case 'against-reviews':
      return `No reviewer recommends this. Recommended instead: ${sayList([...new Set(one.recommendations.map((each) => recommendationNames[each]))])}.`;
    case 'short-reason':
      return 'The reason is shorter than a sentence.';
    case 'placeholder':
      return `The reason contains “${one.text}”. The school will see it exactly as written.`;
  }
}

type UnusualProps = { readonly unusual: readonly Unusual[] };

/** What is unusual about a decision, before it goes out. */
export const UnusualNotes = ({ unusual }: UnusualProps) =>
  unusual.length === 0 ? null : (
    <InsetText>
      <strong>This decision is unusual:</strong>
      <ul class="govuk-list govuk-list--bullet">
        {unusual.map((one) => (
          <li key={one.kind}>{sayUnusual(one)}</li>
        ))}
      </ul>
    </InsetText>
  );

/** Sends later instead, on the same day for many schools. */
export const SendLater = () => (
  <Details summary="Send on a later day">
    <TextField
      name="on"
      label="Day"
      hint="It goes out at 8:00 AM. You can cancel it until then."
      type="date"
      width={10}
      values={{}}
      errors={{}}
    />
    <Button variant="secondary" name="step" value="plan">
      Schedule for this day
    </Button>
  </Details>
);

/** What decisions do to targets and quotas. */
export const QuotaEffects = ({ effects }: { readonly effects: readonly QuotaEffect[] }) => (
  <Table
    caption="Targets and quotas"
    captionSize="s"
    dense
    stacks
    columns={[
      { text: 'Schools', head: true },
      { text: 'Needed', numeric: true },
      { text: 'Accepted now', numeric: true },
      { text: 'Accepted after this', numeric: true },
      { text: 'Applicants left', numeric: true },
    ]}
    rows={effects.map(({ name, before, after }) => [
      name,
      before.atLeast ?? '—',
      before.accepted,
      after.accepted,
      sayLeft(after),
    ])}
  />
);

/** The applicants who are accepted or can still be, and whether they are too few. */
const sayLeft = ({ inRunning, atLeast = 0 }: Tally): string =>
  inRunning < atLeast ? `${inRunning} (${atLeast - inRunning} short)` : String(inRunning);
