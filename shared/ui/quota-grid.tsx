/** How many there are of one region and level, and how many are wanted; `quota` 0 wants none. */
export type QuotaCell = { readonly count: number; readonly quota: number };

type QuotaGridProps = {
  readonly caption: string;
  readonly levels: readonly string[];
  readonly regions: readonly {
    readonly name: string;
    /** Cells in the order of `levels`. */
    readonly cells: readonly QuotaCell[];
  }[];
  /** What is counted, such as "accepted". */
  readonly counted: string;
};

/** Region by level: what there is against what is wanted. */
export function QuotaGrid({ caption }: QuotaGridProps) {
  return <div>{caption}</div>;
}
