import { sayDate } from '../../shared/domain/time.ts';
import { sayVisitTo } from '../../shared/letters/visit-words.ts';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { showPage } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { forVisit, type OwnVisit } from './context.ts';
import { visitFacts } from './facts.ts';
import { VisitFactsList } from './visit-facts-list.tsx';
import { standingOf } from './visit-table.tsx';

/** One visit, as a school of it sees it. */
export const schoolVisit = forVisit((_, own) =>
  showPage(<VisitPage own={own} />, { reference: own.reference, ...visitFacts(own, own.visit) }),
);

function VisitPage({ own }: { readonly own: OwnVisit }) {
  const { reference, visit, partnership, school, cycle, today } = own;
  const { word, meaning } = standingOf(visit, school.id, today);
  return (
    <PublicPage
      title={`Visit of ${sayDate(visit.date)}`}
      contact={cycle.program.contactEmail}
      backLink={{ href: hrefTo('schoolVisits', { reference }), text: 'All your visits' }}
    >
      <span class="govuk-caption-l">
        <bdi>{sayVisitTo(partnership, visit, school.id)}</bdi>
      </span>
      <h1 class="govuk-heading-l">{sayDate(visit.date)}</h1>
      <p class="govuk-body">
        <Tag meaning={meaning}>{word}</Tag>
      </p>
      <VisitFactsList own={own} />
    </PublicPage>
  );
}
