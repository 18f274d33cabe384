/** Replaces `aws-cdk-lib/aws-lambda` in our function construct: the same functions, on CDK's `NodejsFunction`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FunctionProps } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { entries, functionNames } from '../../../infra/entries.ts';

export { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';

const root = path.resolve(import.meta.dirname, '../../..');

type Built = {
  /** Named instead of code: one folder per function. */
  readonly folder: string;
  /** The extra files of bundles, one folder per function, if any. */
  readonly besides: string;
  readonly define: Readonly<Record<string, string>>;
};
let built: Built = { folder: '', besides: '', define: {} };

/** Call it before the app is built. */
export const bundleWith = (settings: Built): void => {
  built = settings;
};

/** A function's folder instead of its code, which says which one is meant. */
export const Code = { fromAsset: (folder: string) => ({ folder }) };

type PeerProps = Omit<FunctionProps, 'code'> & { readonly code: { readonly folder: string } };

/** Bundled as the documentation of `NodejsFunction` shows, to the same kind of module with the same contents. */
class PeerFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, { code, handler: _, runtime, ...props }: PeerProps) {
    const name = functionNames.find((one) => path.join(built.folder, one) === code.folder);
    if (name === undefined) throw new Error(`No function is built in ${code.folder}`);
    const besides = path.join(built.besides, name);
    super(scope, id, {
      ...props,
      runtime,
      entry: path.join(root, entries[name]),
      handler: 'handler',
      projectRoot: root,
      depsLockFilePath: path.join(root, 'package-lock.json'),
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        minify: true,
        sourceMap: true,
        sourceMapMode: SourceMapMode.EXTERNAL,
        sourcesContent: false,
        define: { ...built.define },
        bundleAwsSDK: true,
        esbuildArgs: { '--jsx': 'automatic', '--jsx-import-source': 'preact' },
        commandHooks: {
          beforeBundling: () => [],
          beforeInstall: () => [],
          afterBundling: (_input, output) =>
            existsSync(besides) ? [`cp -r "${besides}/." "${output}"`] : [],
        },
      },
    });
  }
}

export { PeerFunction as Function };
