/**
 * The app of `infra/app.ts` with every function on CDK's `NodejsFunction`. It is an entry of the command line
 * like ours. It makes the served files itself and leaves the bundling to the constructs.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { addressConstants, writeSiteAssets, writeSiteDocument } from '../../../infra/bundle/site-files.ts';
import { assetsFolder, functionNames } from '../../../infra/entries.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const standIn = pathToFileURL(path.join(import.meta.dirname, 'nodejs-function.ts')).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'aws-cdk-lib/aws-lambda' && context.parentURL?.endsWith('/infra/constructs/function.ts')
      ? { url: standIn, shortCircuit: true }
      : next(specifier, context),
});

const folder = mkdtempSync(path.join(tmpdir(), 'synth-peer-'));
try {
  for (const name of functionNames) {
    mkdirSync(path.join(folder, name), { recursive: true });
    // The app checks that everything is bundled. The constructs bundle what is deployed.
    writeFileSync(path.join(folder, name, 'index.mjs'), '');
  }
  const besides = path.join(folder, 'besides');
  mkdirSync(path.join(besides, 'solver'), { recursive: true });
  const assets = await writeSiteAssets(root, path.join(folder, assetsFolder));
  await writeSiteDocument(root, path.join(besides, 'site'));
  copyFileSync(
    path.join(root, 'node_modules/highs/build/highs.wasm'),
    path.join(besides, 'solver/highs.wasm'),
  );
  const { bundleWith } = await import('./nodejs-function.ts');
  bundleWith({ folder, besides, define: addressConstants(assets) });
  const { buildApp } = await import('../../../infra/app.ts');
  buildApp({ builtFunctions: folder }).synth();
} finally {
  rmSync(folder, { recursive: true });
}
