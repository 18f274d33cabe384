/** What people wrote, in their lines and in the direction of their script; only ever as text. */
export const Lines = ({ text }: { readonly text: string }) => (
  <span dir="auto">
    {text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [<br key={`line ${index}`} />, line]))}
  </span>
);
