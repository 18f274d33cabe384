// Loaded before any TypeScript, and readable by every Node since 12. An older Node would otherwise stop at the first
// `.ts` file with an error that hides the cause.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `This needs Node 24, but it’s running on Node ${process.versions.node}. "npm ci" installs Node 24 (the package "node", ` +
      'whose install script must be allowed to run). If your platform isn’t supported, install Node 24 yourself.',
  );
  process.exit(1);
}
// Keeps modules without their types, and compiled: most of a short command's time. In the project's own folder,
// because others could write to a shared one.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
