import type { Plugin } from 'esbuild';

/** Which imports are replaced: by how they are written and, where that is not enough, by the file that has them. */
type Imports = { readonly filter: RegExp; readonly importer?: RegExp };

/** A plugin that puts a small module in the place of a larger one whose work nothing here needs. */
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
