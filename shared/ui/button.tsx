import type { ComponentChildren } from 'preact';

type Look = {
  readonly variant?: 'primary' | 'secondary' | 'warning' | undefined;
  readonly children: ComponentChildren;
};

type ButtonProps = Look & {
  /** What the form says when this button sends it. */
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Sends the same form elsewhere. */
  readonly formaction?: string | undefined;
  /** The id of the form it sends, where it stands outside of that form. */
  readonly form?: string | undefined;
};

/** A button that sends its form. */
export function Button({ variant, children, ...sending }: ButtonProps) {
  return (
    <button type="submit" class={classOf(variant)} {...sending}>
      {children}
    </button>
  );
}

type ButtonLinkProps = Look & {
  readonly href: string;
  /** The one way in, larger than the rest of the page. */
  readonly start?: boolean | undefined;
};

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ href, start, variant, children }: ButtonLinkProps) {
  return (
    <a
      href={href}
      class={start === true ? `${classOf(variant)} govuk-button--start` : classOf(variant)}
      draggable={false}
    >
      {children}
    </a>
  );
}

function classOf(variant: Look['variant'] = 'primary'): string {
  return variant === 'primary' ? 'govuk-button' : `govuk-button govuk-button--${variant}`;
}

/** Buttons and links side by side. */
export function ButtonGroup({ children }: { readonly children: ComponentChildren }) {
  return <div class="govuk-button-group">{children}</div>;
}
