import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** The whole HTML document of a page made by `PublicPage` or `StaffPage`. All text is escaped. */
export const renderPage = (page: VNode): string => `<!doctype html>${renderToString(page)}`;
