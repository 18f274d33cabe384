import type { ServerResponse } from 'node:http';
import { script } from '../ui/compiled-script.ts';
import { css } from '../ui/compiled-styles.ts';

/** Sends the file that pages link to under this address: the styles, the script, or an empty picture. */
export function sendAsset(pathname: string, response: ServerResponse): void {
  if (pathname.endsWith('.css')) response.setHeader('content-type', 'text/css').end(css);
  else if (pathname.endsWith('.js')) response.setHeader('content-type', 'text/javascript').end(script);
  else response.setHeader('content-type', 'image/svg+xml').end('<svg/>');
}
