import type { ComponentChildren } from 'preact';
import { Button } from '#ui/button.tsx';
import type { Request } from './request.ts';

type KeptFormProps = Pick<Request, 'address' | 'fields'> & {
  /** The first step: a link for signing in again, which opens in a new tab. */
  readonly children: ComponentChildren;
};

/** A form that was sent after its session ended. It is complete and can be sent again after signing in. */
export function KeptForm({ address, fields, children }: KeptFormProps) {
  const typed = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one })),
  );
  return (
    <>
      <p class="govuk-body">
        Your changes aren’t saved yet, but nothing you typed is lost. Keep this page open.
      </p>
      <ol class="govuk-list govuk-list--number">
        <li>{children}</li>
        <li>Then come back here and resend what you typed.</li>
      </ol>
      <form action={address} method="post">
        {typed.map(({ name, value }, index) => (
          <input key={`field ${index}`} type="hidden" name={name} value={value} />
        ))}
        <Button>Resend form</Button>
      </form>
    </>
  );
}
