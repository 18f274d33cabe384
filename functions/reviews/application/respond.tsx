import { staffRoles } from '#domain/base/person.ts';
import { showPage } from '#http/answer.ts';
import { withApplication } from '../access.ts';
import { ApplicationPage, applicationJson } from './page.tsx';

export const staffApplication = withApplication(staffRoles, (request) =>
  showPage(<ApplicationPage request={request} />, applicationJson(request)),
);
