import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A session of a desktop user as far as secrets go: a message bus and an unlocked gnome-keyring of its own. */
export interface Keyring {
  /** For the console that runs in this session. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  close(): Promise<void>;
}

/** As an installer of the console would name them. */
const packages = '`apt-get install -y dbus gnome-keyring` brings it';

const readyWithinMs = 10_000;

export async function startKeyring(password: string): Promise<Keyring> {
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-keyring-'));
  chmodSync(folder, 0o700);
  const session = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: join(folder, 'data') };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1', `--address=unix:path=${folder}/bus`], {
    env: session,
    // It tells every service it starts; what keeps it from starting ends it.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(bus, 'dbus-daemon');
  const inSession = { ...session, DBUS_SESSION_BUS_ADDRESS: address };
  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
    env: inSession,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin.end(password);
  await untilOwned('org.freedesktop.secrets', inSession, daemon);
  return {
    env: {
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      XDG_DATA_HOME: join(folder, 'data'),
      DBUS_SESSION_BUS_ADDRESS: address,
    },
    folder,
    close: async () => {
      await end(daemon);
      await end(bus);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function firstLine(child: ChildProcess, program: string): Promise<string> {
  if (child.stdout === null) throw new Error(`${program} was started without a stdout pipe`);
  const lines = createInterface({ input: child.stdout });
  const missing = once(child, 'error').then(([error]) => {
    throw new Error(`${program} cannot be started (${String(error)}); ${packages}.`);
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with code ${String(code)} before it was ready.`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), missing, died])) as [string];
  for (const later of [missing, died]) later.catch(() => undefined); // it will end one day, and then nobody waits for its first line
  return line;
}

/** It says nothing when it is ready: its name on the bus does. */
async function untilOwned(name: string, env: NodeJS.ProcessEnv, child: ChildProcess): Promise<void> {
  const question = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
  ];
  const missing = once(child, 'error').then(([error]) => {
    throw new Error(`gnome-keyring-daemon cannot be started (${String(error)}); ${packages}.`);
  });
  missing.catch(() => undefined); // nobody waits for it once the name is there
  const owned = async (): Promise<boolean> =>
    (await promisify(execFile)('dbus-send', [...question, `string:${name}`], { env })).stdout.includes('true');
  for (const deadline = Date.now() + readyWithinMs; !(await Promise.race([owned(), missing]));)
    if (Date.now() > deadline) throw new Error(`nobody on the bus answers to ${name}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
