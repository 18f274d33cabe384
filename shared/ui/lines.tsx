/** Text that people wrote, with its line breaks and the direction of its script. It is never read as HTML. */
export const Lines = ({ text }: { readonly text: string }) => (
  <span dir="auto">
    {text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [<br key={`line ${index}`} />, line]))}
  </span>
);
