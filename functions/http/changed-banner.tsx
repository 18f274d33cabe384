import type { ComponentChildren } from 'preact';
import { NotificationBanner } from '../../shared/ui/notices.tsx';
import { changedTitle } from './answer.ts';

/** Stands first where somebody else's change came between looking and deciding; its words say that nothing was done. */
export const ChangedBanner = ({ children }: { readonly children: ComponentChildren }) => (
  <NotificationBanner title={changedTitle}>
    <p class="govuk-notification-banner__heading">{children}</p>
  </NotificationBanner>
);
