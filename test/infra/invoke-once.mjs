// One invocation in a process of its own: its CPU time from the start of the process to the first response, and what it
// had loaded by then. Plain JavaScript, because stripping types would be measured with the function.
const [file, event] = process.argv.slice(2);
const { handler } = await import(file);
const response = await handler(JSON.parse(event), {
  awsRequestId: 'once',
  functionName: 'once',
  getRemainingTimeInMillis: () => 10_000,
});
const { user, system } = process.cpuUsage();
const undici = process.moduleLoadList.filter((name) => name.includes('undici'));
process.stdout.write(
  `\n${JSON.stringify({ cpuMs: (user + system) / 1000, statusCode: response?.statusCode, undici })}`,
);
process.exit(0);
