import type { ComponentChildren } from 'preact';
import { NotificationBanner } from '../../shared/ui/notices.tsx';
import { changedTitle } from './answer.ts';

/** Comes first on a page that someone else changed before the form was sent. Its text names the change that was not made. */
export const ChangedBanner = ({ children }: { readonly children: ComponentChildren }) => (
  <NotificationBanner title={changedTitle}>
    <p class="govuk-notification-banner__heading">{children}</p>
  </NotificationBanner>
);
