import { PublicPage } from '../../shared/ui/layout.tsx';
import { type Answer, showPage } from '../http/answer.ts';
import { forAnHour } from './caching.ts';

export const showAccessibility = (): Answer =>
  showPage(<AccessibilityPage />, { title: 'Accessibility' }, forAnHour);

function AccessibilityPage() {
  return (
    <PublicPage title="Accessibility">
      <h1 class="govuk-heading-l">Accessibility</h1>
    </PublicPage>
  );
}
