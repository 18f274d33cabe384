import { parseReference } from '#domain/admission/application.ts';
import { hrefTo } from '#routes.ts';
import { InsetText } from '#ui/notices.tsx';
import type { AboutApplication } from '../access.ts';

type From = Pick<AboutApplication, 'query'>;

const longestList = 1000;

/**
 * Where the person came from: the partnership whose open place this application may fill, and the query of a list with its
 * filters. URLs carry both through the whole task.
 */
export function cameFrom({ query }: From): { readonly partnership?: string; readonly list?: string } {
  const [partnership, list] = [query.get('partnership') ?? '', query.get('list') ?? ''];
  return {
    ...(parseReference(partnership) && { partnership }),
    ...(list !== '' && list.length <= longestList && { list: new URLSearchParams(list).toString() }),
  };
}

/** The next application in someone's queue. */
export type Next = { readonly reference: string; readonly schoolName: string };

type WayBackProps = From & { readonly next: Next | undefined };

/** Links to the list or queue, to the next application there, and to the open place that someone came from. */
export function WayBack({ query, next }: WayBackProps) {
  const { partnership, list } = cameFrom({ query });
  return (
    <>
      <p class="govuk-body lp-way-back">
        {list === undefined ? (
          <a class="govuk-link" href={hrefTo('queue', {})}>
            Back to your queue
          </a>
        ) : (
          <a class="govuk-link" href={`${hrefTo('applicationList', {})}?${list}`}>
            Back to the list
          </a>
        )}
        {next && (
          <a
            class="govuk-link"
            href={hrefTo(
              'staffApplication',
              { reference: next.reference },
              list === undefined ? {} : { list },
            )}
          >
            Next in your queue: <span dir="auto">{next.schoolName}</span>
          </a>
        )}
      </p>
      {partnership !== undefined && (
        <InsetText>
          A partnership has an open place for this school.{' '}
          <a class="govuk-link" href={hrefTo('repairPage', { partnership })}>
            Back to the open place
          </a>
        </InsetText>
      )}
    </>
  );
}
