/** This function knows nothing of its surroundings but the front door: it shows the same to everybody. */
export type Env = Record<never, string>;
