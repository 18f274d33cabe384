// One invocation in a process of its own: its CPU time from the start of the process to the first response, and what it
// had loaded by then. Plain JavaScript, because stripping types would be measured with the function.
import { writeSync } from 'node:fs';

// Lambda's own runtime hands log lines on like this, so that logging opens no stream.
console.info = console.error = (line) =>
  writeSync(1, `${typeof line === 'object' ? JSON.stringify(line) : line}\n`);
const [file, event] = process.argv.slice(2);
const { handler } = await import(file);
const response = await handler(JSON.parse(event), {
  awsRequestId: 'once',
  functionName: 'once',
  getRemainingTimeInMillis: () => 10_000,
});
const { user, system } = process.cpuUsage();
const undici = process.moduleLoadList.filter((name) => name.includes('undici'));
writeSync(
  1,
  `\n${JSON.stringify({ cpuMs: (user + system) / 1000, statusCode: response?.statusCode, undici })}`,
);
process.exit(0);
