import { parseReference } from '../../shared/domain/application.ts';
import { InsetText } from '../../shared/ui/notices.tsx';
import { hrefTo } from '../routes.ts';
import type { AboutApplication } from './staff.tsx';

type From = Pick<AboutApplication, 'query'>;

/** The partnership, by reference, with a place that this application is accepted for: addresses carry it along, there and back. */
export function cameFrom({ query }: From): { readonly partnership?: string } {
  const partnership = query.get('partnership') ?? '';
  return parseReference(partnership) ? { partnership } : {};
}

/** The way back to the place that waits for the school; nothing where a director came from elsewhere. */
export function WayBack({ query }: From) {
  const { partnership } = cameFrom({ query });
  if (partnership === undefined) return null;
  return (
    <InsetText>
      Partnership {partnership} has an open place for this school.{' '}
      <a class="govuk-link" href={hrefTo('repairPage', { partnership })}>
        Back to candidates
      </a>
    </InsetText>
  );
}
