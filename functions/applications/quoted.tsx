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
