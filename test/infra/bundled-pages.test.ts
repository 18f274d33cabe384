import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { coldStartPlugins } from '../../infra/bundle/plugins.ts';

const root = path.resolve(import.meta.dirname, '../..');

const pages = `
import { ownPage, PublicPage, renderPage, UsesScript } from '#ui/layout.tsx';
const page = <PublicPage title="A page"><h1>A page</h1></PublicPage>;
export const plain = renderPage(page).body;
export const full = renderPage(ownPage(<><UsesScript />{page}</>, '/out')).body;
`;

test('contexts reach the parts of a bundled page: the button to sign out, and the script', async () => {
  const { outputFiles } = await build({
    stdin: { contents: pages, loader: 'tsx', resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [...coldStartPlugins],
    define: {
      STYLES_HREF: '"/styles.css"',
      FAVICON_HREF: '"/favicon.svg"',
      SCRIPT_HREF: '"/script.js"',
      SCRIPT_INTEGRITY: '"sha384-abc"',
    },
  });
  const code = outputFiles.map(({ text }) => text).join('');
  const { plain, full } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  expect(full).toContain('<form class="lp-header__staff" action="/out" method="post">');
  expect(full).toContain('<script type="module" src="/script.js" integrity="sha384-abc"></script>');
  expect(plain).not.toMatch(/<script|Sign out/);
});
