import { showPage } from '../http/answer.ts';
import { withVisit } from './setting.ts';
import { VisitPage } from './visit-page.tsx';

/** All of one visit: when and where it is, what it is about, who comes, what was asked and what was noted. */
export const visit = withVisit((request) => {
  const { partnership, visit: shown } = request;
  return showPage(<VisitPage request={request} />, {
    host: partnership.host.id,
    version: partnership.version,
    visit: shown,
  });
});
