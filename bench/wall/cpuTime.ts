import { readFileSync } from 'node:fs';

/** The kernel's clock ticks per second in /proc (USER_HZ); 100 on every Linux that Electron runs on. */
const ticksPerSecond = 100;

/** CPU seconds (user and system) a process has used since it started. Linux only; throws when the process is gone. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may hold spaces: fields are counted after it. utime and stime are fields 14 and 15 (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Seconds that the process's main thread was ready to run and waited for a core (the run queue delay of proc(5) schedstat). */
export function coreWaitSeconds(pid: number): number {
  const [, waitedNs] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
  return Number(waitedNs) / 1e9;
}
