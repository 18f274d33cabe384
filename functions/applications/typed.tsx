/** What somebody typed: its line breaks are kept, and it reads in the direction of its own script. */
export const Typed = ({ text }: { readonly text: string }) => (
  <span class="lp-typed" dir="auto">
    {text}
  </span>
);
