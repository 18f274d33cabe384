/** What the runner tells whoever started it. */
export type Report = {
  /** A step of the start. */
  readonly progress: (text: string) => void;
  /** Something went wrong while it runs. */
  readonly problem: (text: string) => void;
};

/** Lines in the terminal; problems go to the error output. */
export const terminalReport: Report = {
  progress: (text) => console.log(`  ${text}`),
  problem: (text) => console.error(`! ${text}`),
};

/** Says nothing: for tests. */
export const silentReport: Report = { progress: () => {}, problem: () => {} };
