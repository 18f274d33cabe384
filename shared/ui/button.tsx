import type { ComponentChildren } from 'preact';

type Look = {
  readonly variant?: 'primary' | 'secondary' | 'warning' | undefined;
  readonly children: ComponentChildren;
};

type ButtonProps = Look & {
  /** A field that the form sends if this button is pressed. */
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Sends the form to another address. */
  readonly formaction?: string | undefined;
  /** The ID of its form, if the button is outside that form. */
  readonly form?: string | undefined;
};

export function Button({ variant, children, ...sending }: ButtonProps) {
  return (
    <button type="submit" class={classOf(variant)} {...sending}>
      {children}
    </button>
  );
}

type ButtonLinkProps = Look & {
  readonly href: string;
  /** The main action of a start page, larger than other buttons. */
  readonly start?: boolean | undefined;
};

/** A link that looks like a button. It opens a page and never changes anything. */
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

export function ButtonGroup({ children }: { readonly children: ComponentChildren }) {
  return <div class="govuk-button-group">{children}</div>;
}
