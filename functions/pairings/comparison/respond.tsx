import { compare, compareRulings, figuresOf } from '#domain/pairing/explain/compare.ts';
import { showPage } from '#http/answer.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { forStaff, store } from '../access.ts';

import { ComparisonPage } from './page.tsx';

export const comparison = forStaff(['director'], async ({ query, cycle, staff, ...rest }) => {
  const ids = [...new Set(query.getAll('scenario'))];
  const found = await Promise.all(ids.slice(0, 2).map((id) => store.scenario(cycle.id, id)));
  const [one, other] = found.filter((scenario) => scenario?.state === 'proposed');
  if (ids.length !== 2 || !one || !other)
    return staffProblem(staff, {
      status: 422,
      title: 'Select two proposals to compare',
      detail: 'Select exactly two finished proposals.',
      to: { href: hrefTo('pairing', {}), text: 'Back to the proposals' },
    });
  const { differences, same } = compare(one, other);
  return showPage(
    <ComparisonPage
      request={{ query, cycle, staff, ...rest }}
      scenarios={[one, other]}
      differences={differences}
      same={same}
    />,
    { scenarios: [figuresOf(one), figuresOf(other)], differences, same, rulings: compareRulings(one, other) },
  );
});
