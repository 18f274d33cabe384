import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import * as v from 'valibot';

const asked = v.object({ request: v.object({ url: v.string(), headers: v.object({ host: v.string() }) }) });

export type Traffic = {
  /** Requests to the pages since the last reading, without the runner's own pages and its sign-in provider. */
  readonly read: () => number;
  readonly stop: () => void;
};

/** Counts browsers' requests to the service, which runs in this process. */
export function countRequests(origin: string): Traffic {
  const { host } = new URL(origin);
  let requests = 0;
  const count = (message: unknown) => {
    const { request } = v.parse(asked, message);
    if (request.headers.host === host && !/^\/(local|assets)\//.test(request.url)) requests += 1;
  };
  subscribe('http.server.request.start', count);
  return {
    read: () => {
      const sinceLast = requests;
      requests = 0;
      return sinceLast;
    },
    stop: () => unsubscribe('http.server.request.start', count),
  };
}
