import { freePort } from './freePort';
import { launchHaproxy, type HaproxyFiles, type LaunchedHaproxy } from './launchHaproxy';

/** An HAProxy from the distribution's package: two servers behind one frontend, and a map that a rule reads as kill switch. */
export interface RealHaproxy extends LaunchedHaproxy {
  readonly port: number;
}

/** `servers`: host:port of what stands behind it. */
export async function startRealHaproxy(
  servers: readonly [string, string] = ['127.0.0.1:1', '127.0.0.1:2'],
): Promise<RealHaproxy> {
  const port = await freePort();
  return { ...(await launchHaproxy((files) => configOf(files, port, servers), 'pay off\n')), port };
}

function configOf({ socket, map }: HaproxyFiles, port: number, [first, second]: readonly [string, string]): string {
  return `
global
  stats socket ${socket} mode 600 level admin
  maxconn 1000
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
frontend in
  bind 127.0.0.1:${port}
  maxconn 500
  http-request deny deny_status 503 if { str(pay),map(${map},off) -m str on }
  default_backend app
backend app
  balance roundrobin
  server s1 ${first} weight 100 maxconn 50
  server s2 ${second} weight 100
`;
}
