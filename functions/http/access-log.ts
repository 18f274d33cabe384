import type { Instant } from '#domain/base/time.ts';
import type { Request } from './request.ts';

/** One line of the log: what a member of the staff opened, changed, downloaded, or was refused. */
export type AccessLine = {
  readonly what: 'staff access';
  readonly at: Instant;
  /** A code that only operators can resolve; see `personCode`. */
  readonly who: string;
  readonly route: string;
  readonly status: number;
  /** The IDs in the address, if it exists. */
  readonly about: readonly string[];
};

/** No one's name or address has this form, whatever someone types into the address bar. */
const isId = (text: string): boolean => /^[\w.-]{1,64}$/.test(text) && /\d/.test(text);

export function logAccess(
  { now, routeKey, parameters }: Pick<Request, 'now' | 'routeKey' | 'parameters'>,
  { who, status }: Pick<AccessLine, 'who' | 'status'>,
): void {
  const about = status === 404 ? [] : Object.values(parameters).filter(isId);
  const line: AccessLine = { what: 'staff access', at: now, who, route: routeKey, status, about };
  console.info(line);
}
