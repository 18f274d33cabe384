/** Text as someone typed it, with its line breaks and the direction of its script. */
export const Typed = ({ text }: { readonly text: string }) => (
  <span class="lp-typed" dir="auto">
    {text}
  </span>
);
