import type { ComponentChildren } from 'preact';

type LinkLineProps = { readonly href: string; readonly children: ComponentChildren };

/** A link on a line of its own. */
export const LinkLine = ({ href, children }: LinkLineProps) => (
  <p class="govuk-body">
    <a class="govuk-link" href={href}>
      {children}
    </a>
  </p>
);

/** An email address that opens a new email. */
export const MailLink = ({ address }: { readonly address: string }) => (
  <a class="govuk-link" href={`mailto:${address}`}>
    {address}
  </a>
);
