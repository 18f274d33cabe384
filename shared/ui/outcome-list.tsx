import type { ComponentChildren } from 'preact';
import { type Outcome as CriterionOutcome, outcomeNames } from '#domain/admission/criteria.ts';

/** The outcome for one criterion. Shape, word, and color say the same. */
type OutcomeRow = {
  readonly outcome: CriterionOutcome;
  readonly statement: ComponentChildren;
  readonly why?: ComponentChildren;
};

export function OutcomeList({ rows }: { readonly rows: readonly OutcomeRow[] }) {
  return (
    <ul class="lp-outcomes">
      {rows.map((row, index) => (
        <li key={`row ${index}`} class="lp-outcome">
          <Outcome outcome={row.outcome} />
          <div>
            <p class="lp-outcome__statement">{row.statement}</p>
            {row.why !== undefined && <p class="lp-outcome__why">{row.why}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** One outcome, for a table cell. */
export function Outcome({ outcome }: { readonly outcome: OutcomeRow['outcome'] }) {
  return (
    <strong class={`lp-outcome__word lp-outcome__word--${outcome}`}>
      <svg class="lp-outcome__sign" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <Sign outcome={outcome} />
      </svg>
      {outcomeNames[outcome]}
    </strong>
  );
}

// A filled disc, an open square, and an open diamond look different in gray and in print, too.
function Sign({ outcome }: { readonly outcome: OutcomeRow['outcome'] }) {
  switch (outcome) {
    case 'met':
      return (
        <>
          <circle cx="10" cy="10" r="9" class="lp-sign__filled" />
          <path d="M5.5 10.4l3 3 6-6.6" class="lp-sign__inverse" />
        </>
      );
    case 'not-met':
      return (
        <>
          <rect x="2" y="2" width="16" height="16" rx="1.5" class="lp-sign__line" />
          <path d="M6.5 6.5l7 7m0-7l-7 7" class="lp-sign__line" />
        </>
      );
    case 'cannot-verify':
      return (
        <>
          <path d="M10 1.4l8.6 8.6-8.6 8.6L1.4 10z" class="lp-sign__line" />
          <path d="M10 5.6v5.2m0 2.2v1.4" class="lp-sign__line" />
        </>
      );
  }
}
