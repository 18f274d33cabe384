import type { Responder } from './handler.ts';

/**
 * Responders that are loaded with the first request for one of them. Every cold start reads the whole bundle, at 3 ms of CPU
 * for 100 kB, so large parts that are rarely used get their own file.
 */
export const later =
  <Name extends string>(load: () => Promise<{ readonly responders: { readonly [N in Name]: Responder } }>) =>
  (name: Name): Responder =>
  async (request) => {
    const { responders } = await load();
    return responders[name](request);
  };
