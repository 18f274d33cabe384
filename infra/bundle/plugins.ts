import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Imports of Node's own modules become `process.getBuiltinModule`. An `import` statement would build a facade that
 * reads every export, and reading `http`'s `WebSocket` loads undici: 45 ms of CPU at every cold start.
 */
export const builtInModules: Plugin = {
  name: 'built-in-modules',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z0-9_]+(\/[a-z0-9_]+)*$/ }, ({ path }) =>
      isBuiltin(path) ? { path: path.replace(/^node:/, ''), namespace: 'built-in' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'built-in' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(`node:${path}`)})`,
      loader: 'js',
    }));
  },
};

const credentialsFromEnvironment = `
export const defaultProvider = () => async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});`;

/**
 * Lambda hands its credentials over in environment variables. The SDK's default also knows files, single sign-on and
 * other services, which is 132 kB that no function here ever runs.
 */
export const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path }) => ({
      path,
      namespace: 'environment-credentials',
      sideEffects: false,
    }));
    build.onLoad({ filter: /.*/, namespace: 'environment-credentials' }, () => ({
      contents: credentialsFromEnvironment,
      loader: 'js',
    }));
  },
};
