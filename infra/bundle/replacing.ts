import type { Plugin } from 'esbuild';

/** Which imports to replace: by their specifier and, if needed, by the importing file. */
type Imports = { readonly filter: RegExp; readonly importer?: RegExp };

/** A plugin that replaces a larger module with a small one, because nothing here needs its work. */
export function replacing(name: string, imports: RegExp | Imports, contents: string): Plugin {
  const { filter, importer = /./ } = imports instanceof RegExp ? { filter: imports } : imports;
  return {
    name,
    setup(build) {
      build.onResolve({ filter }, (found) =>
        importer.test(found.importer) ? { path: found.path, namespace: name, sideEffects: false } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, loader: 'js' }));
    },
  };
}
