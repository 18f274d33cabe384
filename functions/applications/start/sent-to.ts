import { parseEmail } from '#domain/base/email.ts';
import type { Request } from '#http/request.ts';
import { hrefTo } from '#routes.ts';
import { origin } from '../access.ts';

const name = 'sent-to';
const minutes = 10;

/**
 * The cookie with the address that the last link of this browser went to. In an address of a page, it would be logged.
 */
export const sentToCookie = (email: string): string =>
  `${name}=${Buffer.from(email).toString('base64url')}; Path=${hrefTo('linkSent', {})}; HttpOnly; SameSite=Lax; Max-Age=${minutes * 60}${origin.startsWith('https:') ? '; Secure' : ''}`;

/** Undefined if the browser requested no link within the last minutes. */
export const sentTo = ({ cookies }: Pick<Request, 'cookies'>): string | undefined =>
  parseEmail(Buffer.from(cookies.get(name) ?? '', 'base64url').toString());
