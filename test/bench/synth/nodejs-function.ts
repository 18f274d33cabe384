/** What stands in for `aws-cdk-lib/aws-lambda` in the construct of our functions: the same functions, on CDK's `NodejsFunction`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FunctionProps } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { entries, functionNames } from '../../../infra/entries.ts';

export { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';

const root = path.resolve(import.meta.dirname, '../../..');

type Built = {
  /** Named in place of code: one folder a function. */
  readonly folder: string;
  /** With the files that a bundle is delivered with, one folder a function, where it has any. */
  readonly besides: string;
  readonly define: Readonly<Record<string, string>>;
};
let built: Built = { folder: '', besides: '', define: {} };

/** To be called before the app is built. */
export const bundleWith = (settings: Built): void => {
  built = settings;
};

/** The folder of a function in place of its code: it says which one is meant. */
export const Code = { fromAsset: (folder: string) => ({ folder }) };

type PeerProps = Omit<FunctionProps, 'code'> & { readonly code: { readonly folder: string } };

/** Bundled as the documentation of `NodejsFunction` shows it, to the same kind of module and with the same things in it. */
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
