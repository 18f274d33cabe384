import { Fragment } from 'preact';
import { MailLink } from '#ui/link.tsx';

/** Text as someone typed it, with its line breaks and the direction of its script. */
export const Typed = ({ text }: { readonly text: string }) => (
  <span class="lp-typed" dir="auto">
    {text}
  </span>
);

export const Trap = () => (
  <div class="lp-trap" aria-hidden="true">
    <label for="remarks">Leave this blank</label>
    <input
      id="remarks"
      name="remarks"
      type="text"
      tabIndex={-1}
      autocomplete="off"
      data-1p-ignore
      data-lpignore="true"
    />
  </div>
);

/** A text in which our email address is a link. */
export function WithAddress({ text, address }: { readonly text: string; readonly address: string }) {
  const [before = '', ...after] = text.split(address);
  return (
    <>
      {before}
      {after.map((part) => (
        <Fragment key={part}>
          <MailLink address={address} />
          {part}
        </Fragment>
      ))}
    </>
  );
}
