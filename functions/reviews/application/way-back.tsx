import { parseReference } from '#domain/admission/application.ts';
import { hrefTo } from '#routes.ts';
import { InsetText } from '#ui/notices.tsx';
import type { AboutApplication } from '../access.ts';

type From = Pick<AboutApplication, 'query'>;

/** The reference of the partnership whose open place this application may fill. URLs carry it through the whole task. */
export function cameFrom({ query }: From): { readonly partnership?: string } {
  const partnership = query.get('partnership') ?? '';
  return parseReference(partnership) ? { partnership } : {};
}

/** A link back to the open place; nothing if the director came from another page. */
export function WayBack({ query }: From) {
  const { partnership } = cameFrom({ query });
  if (partnership === undefined) return null;
  return (
    <InsetText>
      A partnership has an open place for this school.{' '}
      <a class="govuk-link" href={hrefTo('repairPage', { partnership })}>
        Back to the open place
      </a>
    </InsetText>
  );
}
