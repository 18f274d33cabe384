/** The runner's messages to the person who started it. */
export type Report = {
  /** A step of the start. */
  readonly progress: (text: string) => void;
  /** A problem at run time. */
  readonly problem: (text: string) => void;
};

/** Prints to the terminal; problems go to stderr. */
export const terminalReport: Report = {
  progress: (text) => console.log(`  ${text}`),
  problem: (text) => console.error(`! ${text}`),
};

/** Silent, for tests. */
export const silentReport: Report = { progress: () => {}, problem: () => {} };
