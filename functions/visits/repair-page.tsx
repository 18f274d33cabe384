import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { TextArea } from '../../shared/ui/text-field.tsx';
import { ChangedBanner } from '../http/changed-banner.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { longestReason } from './forms.ts';
import { RepairShown } from './repair-shown.tsx';
import type { VisitsRequest } from './setting.ts';
import { VisitsHeading } from './visits-heading.tsx';
import type { RepairPreview } from './year-repair.ts';

const doneWords: Readonly<Record<string, string>> = {
  'days-off': 'The days off are saved. Visits are on some of them: below is how they could move.',
  coaching: 'The coaching session is saved. Visits are on its day: below is how they could move.',
};

export type RepairPageProps = {
  readonly request: VisitsRequest;
  readonly preview: RepairPreview;
  readonly seen: string;
  readonly values: Fields;
  readonly errors: FieldErrors;
  readonly isChanged: boolean;
};

export function RepairPage({ request, preview, seen, values, errors, isChanged }: RepairPageProps) {
  const { changes, stuck } = preview;
  return (
    <ConsolePage
      request={request}
      title="Repair the year"
      current="visits"
      errors={errors}
      doneWords={doneWords}
    >
      {isChanged && (
        <ChangedBanner>Nothing was moved. Below is what would move as it stands now.</ChangedBanner>
      )}
      <VisitsHeading>Repair the year</VisitsHeading>
      {changes.length === 0 && stuck.length === 0 && (
        <p class="govuk-body-l">Nothing needs repair: every visit can be, and none is owed.</p>
      )}
      <RepairShown preview={preview} partnerships={request.setting.partnerships} />
      {changes.length > 0 && (
        <Form action={hrefTo('repairVisits', {})} hidden={{ seen }}>
          <TextArea
            name="reason"
            label="Why?"
            hint="Schools read this in their letter."
            rows={3}
            maxLength={longestReason}
            values={values}
            errors={errors}
          />
          <Button>Make these changes and tell everybody</Button>
        </Form>
      )}
    </ConsolePage>
  );
}
