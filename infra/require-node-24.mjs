// Loaded before any TypeScript, and readable by every Node since 12. An older Node would otherwise stop at the first
// `.ts` file with an error that hides the cause.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `This needs Node 24, but it’s running on Node ${process.versions.node}. "npm ci" installs Node 24 (the package "node", ` +
      'whose install script must be allowed to run). If your platform isn’t supported, install Node 24 yourself.',
  );
  process.exit(1);
}
