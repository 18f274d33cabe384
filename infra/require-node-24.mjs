// Loaded before anything in TypeScript, and readable by any Node since 12: an older Node would otherwise stop at the
// first `.ts` file with an error that says nothing of the cause.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `This needs Node 24 and runs on Node ${process.versions.node}. Node 24 comes with "npm ci" (the package "node", ` +
      'whose install script must be allowed to run); where it does not exist for your platform, install Node 24 yourself.',
  );
  process.exit(1);
}
