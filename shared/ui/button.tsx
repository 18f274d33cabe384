import type { ComponentChildren } from 'preact';

type ButtonProps = {
  readonly children: ComponentChildren;
  readonly variant?: 'primary' | 'secondary' | 'warning' | undefined;
  /** Makes it a link that looks like a button: for going somewhere, never for changing something. */
  readonly href?: string | undefined;
  /** What the form says when this button sends it. */
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Sends the same form elsewhere. */
  readonly formaction?: string | undefined;
  /** The id of the form it sends, where it stands outside of that form. */
  readonly form?: string | undefined;
};

/** A button that sends its form, or, with `href`, a link of the same look. */
export function Button({ children, variant = 'primary', href, name, value, formaction, form }: ButtonProps) {
  const look = variant === 'primary' ? 'govuk-button' : `govuk-button govuk-button--${variant}`;
  if (href !== undefined) {
    return (
      <a href={href} class={look} draggable={false}>
        {children}
      </a>
    );
  }
  return (
    <button type="submit" class={look} name={name} value={value} formaction={formaction} form={form}>
      {children}
    </button>
  );
}

/** Buttons and links side by side. */
export function ButtonGroup({ children }: { readonly children: ComponentChildren }) {
  return <div class="govuk-button-group">{children}</div>;
}
