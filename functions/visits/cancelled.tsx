import type { CancelledVisit } from '../../shared/domain/partnership/visit.ts';
import { owedFor } from '../../shared/domain/visits/debts.ts';
import { sayDebt } from '../../shared/text/visits.ts';
import { InsetText, Lines } from '../../shared/ui/notices.tsx';
import { hrefToBook } from './href-to-book.ts';
import { mayChange, type VisitRequest } from './setting.ts';

type CancelledProps = { readonly request: VisitRequest; readonly visit: CancelledVisit };

/** Why a visit was canceled. If it needs a replacement, people who may schedule one get a link. */
export const Cancelled = ({ request: { partnership, cycle, staff }, visit }: CancelledProps) => (
  <InsetText>
    <Lines text={visit.reason} />
    {owedFor(visit, partnership, cycle.program).map((debt) => (
      <p key={debt.partner.id} class="govuk-body" dir="auto">
        {sayDebt(debt)}{' '}
        {mayChange(staff, partnership) && (
          <a class="govuk-link" href={hrefToBook(debt)}>
            Schedule it
          </a>
        )}
      </p>
    ))}
  </InsetText>
);
