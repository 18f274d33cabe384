import { playYear } from './year.ts';

const t = performance.now();
const c = process.cpuUsage();
console.log(await playYear(process.argv[2] as never), Math.round(performance.now() - t), process.cpuUsage(c));
