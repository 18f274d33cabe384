import type { ComponentChildren } from 'preact';
import type { Glance } from '../../shared/domain/visits/attention.ts';
import { ConsolePage } from '../http/console-page.tsx';
import { hrefTo } from '../routes.ts';
import { AttentionList } from './attention-list.tsx';
import type { VisitsRequest } from './setting.ts';
import { VisitList } from './visit-list.tsx';

const doneWords: Readonly<Record<string, string>> = {
  'moved-some':
    'The visit is moved. Another that should have made room was changed by somebody else meanwhile: see below.',
  planned: 'The plan is published. Its letters are on their way.',
};

type VisitsPageProps = {
  readonly request: VisitsRequest;
  /** Of whoever looks; undefined where they go with no partnership. */
  readonly mine: Glance | undefined;
  /** Of everybody else, for a director. */
  readonly others: Glance | undefined;
};

export function VisitsPage({ request, mine, others }: VisitsPageProps) {
  const { cycle } = request;
  return (
    <ConsolePage request={request} title="Visits" current="visits" doneWords={doneWords}>
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Visits
      </h1>
      {mine !== undefined && <Part {...mine} request={request} whose={others ? 'Yours' : undefined} />}
      {others !== undefined && (
        <Part {...others} request={request} whose={mine ? 'Of other facilitators' : undefined} />
      )}
      {mine === undefined && others === undefined && (
        <p class="govuk-body">
          No partnership is yours.{' '}
          <a class="govuk-link" href={hrefTo('partnerships', {})}>
            See all partnerships
          </a>
        </p>
      )}
    </ConsolePage>
  );
}

type PartProps = Glance & { readonly request: VisitsRequest; readonly whose: string | undefined };

function Part({ request, whose, attention, next }: PartProps) {
  return (
    <section class="lp-visits">
      {whose !== undefined && <h2 class="govuk-heading-l">{whose}</h2>}
      <Heading whose={whose}>To see to</Heading>
      <AttentionList attention={attention} request={request} />
      <Heading whose={whose}>The next two weeks</Heading>
      <VisitList visits={next} empty="No visit in the next two weeks." />
    </section>
  );
}

const Heading = ({
  whose,
  children,
}: {
  readonly whose: string | undefined;
  readonly children: ComponentChildren;
}) =>
  whose === undefined ? (
    <h2 class="govuk-heading-m">{children}</h2>
  ) : (
    <h3 class="govuk-heading-m">{children}</h3>
  );
