import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** A server from the distribution's packages as a test holds it. */
export interface RealServer {
  readonly url: string;
  /** Ends the server; its data stays. */
  stop(): Promise<void>;
  /** Starts it again on the same address and data. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

export interface ServerProgram {
  readonly program: string;
  readonly args: readonly string[];
  /** What to install when there is no such program. */
  readonly package: string;
  /** Resolves once the server answers: by a line it prints, or by asking it. */
  readonly ready: { readonly line: string } | { readonly url: string };
  /** Told when it ends although nobody asked it to, with a sentence and its last words. */
  readonly onDeath?: ((sentence: string) => void) | undefined;
}

/** How long a server may take to answer, ms: they need a third of a second on a quiet machine. */
const readyWithinMs = 30_000;
const askEveryMs = 50;

/** Starts the program and resolves when it answers; the returned function ends it with SIGTERM and waits for its end. */
export async function launchServer(server: ServerProgram): Promise<() => Promise<void>> {
  const child = spawn(server.program, server.args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const said = lastWords(child);
  await untilReady(child, server, said).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  let asked = false;
  child.once('close', (code, signal) => {
    if (!asked) server.onDeath?.(`${server.program} ended by itself (${code ?? signal}):\n${said.slice(-3).join('\n')}`);
  });
  return async () => {
    asked = true;
    child.kill('SIGTERM');
    await ended;
  };
}

/** Its last lines, kept up to date for as long as it lives. */
function lastWords(child: ChildProcess): string[] {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null)
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (said.length > 20) said.shift();
      });
  return said;
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

function untilReady(
  child: ChildProcess,
  { program, package: name, ready }: ServerProgram,
  said: readonly string[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = (end: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(late);
      end();
    };
    const late = setTimeout(
      () => settle(() => reject(new Error(`${program} does not answer:\n${said.join('\n')}`))),
      readyWithinMs,
    );
    const hear = (line: string): void => {
      if ('line' in ready && line.includes(ready.line)) settle(resolve);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream !== null) createInterface({ input: stream }).on('line', hear);
    child.once('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      settle(() =>
        reject(isMissing ? new Error(`${program} is not installed; \`apt-get install -y ${name}\` brings it.`) : error),
      );
    });
    child.once('exit', (code) => settle(() => reject(new Error(`${program} ended with ${code}:\n${said.join('\n')}`))));
    if ('line' in ready) return;
    const ask = (): void => {
      if (settled) return;
      void fetch(ready.url).then(
        ({ ok }) => (ok ? settle(resolve) : void setTimeout(ask, askEveryMs)),
        () => void setTimeout(ask, askEveryMs),
      );
    };
    ask();
  });
}
