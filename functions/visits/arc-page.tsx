import { focusAreaName } from '../../shared/domain/program.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Select } from '../../shared/ui/choices.tsx';
import type { FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Lines } from '../../shared/ui/lines.tsx';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import { TextArea } from '../../shared/ui/text-field.tsx';
import { ChangedBanner } from '../http/changed-banner.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { FieldErrors } from '../http/fields.ts';
import { PartnershipHeading } from '../http/partnership-heading.tsx';
import { seenBefore, seenOf } from '../http/seen.ts';
import { hrefTo } from '../routes.ts';
import { longestArcText } from './forms.ts';
import type { PartnershipRequest } from './setting.ts';

type ArcPageProps = {
  readonly request: PartnershipRequest;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  /** Whether somebody set it since this person looked. */
  readonly isChanged: boolean;
};

export function ArcPage({ request, values, errors, isChanged }: ArcPageProps) {
  const { partnership, cycle } = request;
  const { host } = partnership;
  const standing = seenOf(partnership.arc);
  const seen = isChanged ? standing : seenBefore(request.fields, standing);
  return (
    <ConsolePage request={request} title={`Arc of learning of ${host.name}`} current="visits" errors={errors}>
      {isChanged && (
        <ChangedBanner>
          Nothing was saved. Below is what stands now, and in the form what you typed: save it again, and it
          takes the place of what stands.
        </ChangedBanner>
      )}
      <PartnershipHeading host={host}>Arc of learning</PartnershipHeading>
      <p class="govuk-body-l">
        What the schools of this partnership work on through their visits. They read it on their page.
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
            hint="What teachers and students find hard, that the visits are to shed light on."
            maxLength={longestArcText}
            values={values}
            errors={errors}
          />
          <TextArea
            name="goal"
            label="Goal"
            hint="What should be different at the end of the year."
            maxLength={longestArcText}
            values={values}
            errors={errors}
          />
          <Button>Save</Button>
        </Form>
      </section>
    </ConsolePage>
  );
}
