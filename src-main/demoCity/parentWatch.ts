import { fstatSync } from 'node:fs';

const checkMs = 2000;

/** Calls `ended` when the process that started us is gone: its pid vanished, its pipe closed, or its channel disconnected. */
export function watchParent(parentPid: number | undefined, ended: () => void): void {
  if (parentPid !== undefined) setInterval(() => (isAlive(parentPid) ? undefined : ended()), checkMs).unref();
  process.once('disconnect', ended);
  // A terminal or /dev/null is not a parent's pipe; under Electron's utilityProcess there is no stdin at all.
  if (parentPid === undefined && process.stdin?.isTTY !== true && isPipe()) {
    process.stdin.once('end', ended);
    process.stdin.once('error', ended);
    process.stdin.resume();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isPipe(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}
