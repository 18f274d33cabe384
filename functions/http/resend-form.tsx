import type { ComponentChildren } from 'preact';
import { Button } from '#ui/button.tsx';
import type { Request } from './request.ts';

export type SentForm = Pick<Request, 'address' | 'fields'>;

type KeptFormProps = SentForm & {
  /** The first step: a link for signing in again, which opens in a new tab. */
  readonly children: ComponentChildren;
};

/** A form that was sent after its session ended. It is complete and can be sent again after signing in. */
export const KeptForm = ({ children, ...sent }: KeptFormProps) => (
  <>
    <p class="govuk-body">
      Your changes aren’t saved yet, but nothing you typed is lost. Keep this page open.
    </p>
    <ol class="govuk-list govuk-list--number">
      <li>{children}</li>
      <li>Then come back here and resend what you typed.</li>
    </ol>
    <ResendForm {...sent} />
  </>
);

/** Sends a form again as it was. */
export function ResendForm({ address, fields }: SentForm) {
  const typed = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one })),
  );
  return (
    <form action={address} method="post">
      {typed.map(({ name, value }, index) => (
        <input key={`field ${index}`} type="hidden" name={name} value={value} />
      ))}
      <Button>Resend form</Button>
    </form>
  );
}
