/** Called during long work, often: `done` of `total` steps, in the unit of the work. */
export type OnProgress = (done: number, total: number) => void;
