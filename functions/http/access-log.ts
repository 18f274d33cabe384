import type { AccessLine } from '#links/person-code.ts';
import type { Request } from './request.ts';

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
