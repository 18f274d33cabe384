import { PublicPage } from '../../shared/ui/layout.tsx';
import { type Answer, showPage } from '../http/answer.ts';
import { forAnHour } from './caching.ts';

export const showPrivacy = (): Answer => showPage(<PrivacyPage />, { title: 'Privacy' }, forAnHour);

function PrivacyPage() {
  return (
    <PublicPage title="Privacy">
      <h1 class="govuk-heading-l">Privacy</h1>
    </PublicPage>
  );
}
