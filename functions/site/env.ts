/** This function knows nothing of its surroundings: it shows the same to everybody. */
export type Env = Record<never, string>;
