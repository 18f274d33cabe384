/** The headers of every runner page: nothing from elsewhere, and nothing cached. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'",
  'cache-control': 'no-store',
} as const;
