import { focusAreaName } from '#domain/program/program.ts';
import { PartnershipHeading } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { seenFor } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Select } from '#ui/choices.tsx';
import type { FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Lines } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea } from '#ui/text-field.tsx';
import type { PartnershipRequest } from '../access.ts';
import { SavedByOthers } from '../form-parts.tsx';
import { longestArcText } from '../forms.ts';

type ArcPageProps = {
  readonly request: PartnershipRequest;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  /** Whether someone changed it after the page was loaded. */
  readonly isChanged: boolean;
};

export function ArcPage({ request, values, errors, isChanged }: ArcPageProps) {
  const { partnership, cycle } = request;
  const { host } = partnership;
  const seen = seenFor(partnership.arc, { fields: request.fields, isChanged });
  return (
    <ConsolePage request={request} title={`Learning focus: ${host.name}`} current="visits" errors={errors}>
      {isChanged && <SavedByOthers />}
      <PartnershipHeading host={host}>Learning focus</PartnershipHeading>
      <p class="govuk-body-l">
        What these schools will work on during their visits. Schools can see this on their page.
      </p>
      {isChanged && partnership.arc && (
        <SummaryList
          rows={[
            { key: 'Focus area', value: focusAreaName(cycle.program, partnership.arc.focusArea) },
            { key: 'Problem of practice', value: <Lines text={partnership.arc.problemOfPractice} /> },
            { key: 'Goal', value: <Lines text={partnership.arc.goal} /> },
          ]}
        />
      )}
      <section class="lp-narrow">
        <Form action={hrefTo('setArc', { partnership: host.reference })} hidden={{ seen }}>
          <Select
            name="focusArea"
            label="Focus area"
            empty="Choose"
            options={cycle.program.focusAreas.map(({ id, name }) => ({ value: id, text: name }))}
            values={values}
            errors={errors}
          />
          <TextArea
            name="problemOfPractice"
            label="Problem of practice"
            hint="A challenge for teachers and students that these visits should help with."
            maxLength={longestArcText}
            values={values}
            errors={errors}
          />
          <TextArea
            name="goal"
            label="Goal"
            hint="What should be different by the end of the year."
            maxLength={longestArcText}
            values={values}
            errors={errors}
          />
          <Button>Save learning focus</Button>
        </Form>
      </section>
    </ConsolePage>
  );
}
