import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type LogLevel = 'info' | 'warn' | 'error';
export type Log = (level: LogLevel, text: string) => void;

/** One file and the one before it. */
const logBytesMax = 4_194_304;

/** Lines for whoever looks into a failure later; warnings and errors also go to stderr. Never holds secrets or samples. */
export function openLogFile(folder: string): Log {
  const file = join(folder, 'highnoon.log');
  let writable = true;
  // The terminal that started us may close: its pipe then fails, which must not end the console.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    mkdirSync(folder, { recursive: true });
    rollOver(file);
  } catch (error) {
    writable = false;
    process.stderr.write(`highnoon: no log file in ${folder}: ${String(error)}\n`);
  }
  return (level, text) => {
    const line = `${new Date().toISOString()} ${level} ${text}\n`;
    if (level !== 'info') process.stderr.write(`highnoon: ${line}`);
    if (!writable) return;
    try {
      appendFileSync(file, line);
    } catch (error) {
      writable = false;
      process.stderr.write(`highnoon: the log file can no longer be written: ${String(error)}\n`);
    }
  };
}

function rollOver(file: string): void {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > logBytesMax) renameSync(file, `${file}.1`);
}
