import { launchHaproxy, type LaunchedHaproxy } from '../../src-main/actions/protection/testing/launchHaproxy';
import { freePort } from '../../src-main/actions/protection/testing/freePort';

/** So many processes of their own, each with one server behind it and a stats socket: what a person would see as so many machines. */
export interface ManyHaproxies {
  /** By instance name, as a target names them. */
  readonly instances: Readonly<Record<string, string>>;
  readonly sockets: readonly string[];
  close(): Promise<void>;
}

export const usualWeight = 100;
/** Starting all at once only makes them wait for each other. */
const atOnce = 5;

export async function startHaproxies(count: number): Promise<ManyHaproxies> {
  const started: LaunchedHaproxy[] = [];
  try {
    while (started.length < count) {
      const batch = Array.from({ length: Math.min(atOnce, count - started.length) }, async () => {
        const port = await freePort();
        return launchHaproxy(({ socket }) => configOf(socket, port), '');
      });
      started.push(...(await Promise.all(batch)));
    }
  } catch (error) {
    await Promise.all(started.map((each) => each.close()));
    throw error;
  }
  return {
    instances: Object.fromEntries(started.map(({ address }, i) => [`lb${String(i + 1).padStart(2, '0')}`, address])),
    sockets: started.map(({ address }) => address.slice('unix:'.length)),
    close: async () => void (await Promise.all(started.map((each) => each.close()))),
  };
}

function configOf(socket: string, port: number): string {
  return `
global
  stats socket ${socket} mode 600 level admin
  maxconn 20
  nbthread 1
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
frontend in
  bind 127.0.0.1:${port}
  default_backend app
backend app
  server s1 127.0.0.1:1 weight ${usualWeight}
`;
}
