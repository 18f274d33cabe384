import type { Responder } from './handler.ts';

/**
 * Responders of a part of a function that is loaded with the first request for one of them. Every cold start reads all of
 * a bundle's code, 3 ms of CPU for 100 kB, so what is asked for seldom, and is large, is better a file of its own.
 */
export const later =
  <Name extends string>(load: () => Promise<{ readonly responders: { readonly [N in Name]: Responder } }>) =>
  (name: Name): Responder =>
  async (request) => {
    const { responders } = await load();
    return responders[name](request);
  };
