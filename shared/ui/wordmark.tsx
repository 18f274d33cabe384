import { type PageProgram, programName } from './page-program.ts';

type WordmarkProps = { readonly href: string; readonly program: PageProgram };

/** The program's name with its sign, a host and two partners. It links home. */
export function Wordmark({ href, program }: WordmarkProps) {
  return (
    <a class="lp-wordmark" href={href}>
      <svg class="lp-wordmark__sign" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
        <path class="lp-wordmark__bond" d="M16 11L8 23.5h16z" />
        <circle class="lp-wordmark__partner" cx="8" cy="23.5" r="4.5" />
        <circle class="lp-wordmark__partner" cx="24" cy="23.5" r="4.5" />
        <circle class="lp-wordmark__host" cx="16" cy="9.5" r="6.5" />
      </svg>
      <span class="lp-wordmark__name" dir="auto">
        {programName(program)}
      </span>
    </a>
  );
}
