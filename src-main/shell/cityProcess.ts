import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Log } from './logFile';
import { superviseProcess } from './supervisedProcess';

/** Demo City in its own process, reached over HTTP on loopback like any other backend. */
export interface CityProcess {
  close(): Promise<void>;
}

export interface CityListeners {
  /** Its address on loopback; null while it is down. */
  address(url: string | null): void;
}

const readyLineSchema = z.object({ type: z.literal('ready'), url: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }) });

/** `arguments` is read at every start, so that a city that fell goes on where the room's clock stands. */
export function startCity(file: string, cityArguments: () => readonly string[], log: Log, listeners: CityListeners): CityProcess {
  const supervised = superviseProcess({
    name: 'demo city',
    file,
    arguments: () => ['--parent-pid', String(process.pid), ...cityArguments()],
    stdio: 'pipe',
    log,
    started: (child) => {
      onLines(child.stdout, (line) => {
        const url = readReadyLine(line);
        if (url !== null) listeners.address(url);
        else log('info', `demo city: ${line}`);
      });
      onLines(child.stderr, (line) => log('warn', `demo city: ${line}`));
    },
    fallen: () => listeners.address(null),
  });
  return { close: () => supervised.close((child) => child.kill()) };
}

/** The address in the city's one line of JSON, or null for any other line. */
export function readReadyLine(line: string): string | null {
  try {
    const parsed = readyLineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data.url : null;
  } catch {
    // Not JSON: a line for the log.
    return null;
  }
}

function onLines(stream: NodeJS.ReadableStream | null, receive: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', receive);
}
