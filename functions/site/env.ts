/** This function needs no variables of its own: it shows the same to everyone. */
export type Env = Record<never, string>;
