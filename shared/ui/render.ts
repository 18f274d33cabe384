import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { ProgramName } from './page-program.ts';

/**
 * The whole HTML document of a page made by `PublicPage` or `StaffPage`. All text is escaped. Pages that have not loaded
 * their program show `programName`.
 */
export function renderPage(page: VNode, programName = 'Learning Partners'): string {
  return `<!doctype html>${renderToString(h(ProgramName.Provider, { value: programName }, page))}`;
}
