import type { HaproxyFiles } from '../../../src-main/actions/protection/testing/launchHaproxy';

export interface ShopAddresses {
  /** Ports of the frontends: what customers reach, and what services reach. */
  readonly door: number;
  readonly inside: number;
  /** Ports of the services. */
  readonly order: number;
  readonly recommend: number;
  readonly catalog: readonly [number, number];
}

/**
 * As a shop might have it. The kill switch is a map: while `recommend` is `on` in it, recommendations are answered here with an empty
 * list and reach nobody. The second catalog is an old machine and gets a quarter of the requests.
 */
export function haproxyConfig({ socket, map }: HaproxyFiles, { door, inside, order, recommend, catalog }: ShopAddresses): string {
  return `
global
  stats socket ${socket} mode 600 level admin
  maxconn 4000
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 10s
  timeout queue 5s
frontend door
  bind 127.0.0.1:${door}
  maxconn 2000
  acl recommends path_beg /recommend
  http-request return status 200 content-type application/json string "[]" if recommends { str(recommend),map(${map},off) -m str on }
  use_backend recommend if recommends
  default_backend order
frontend inside
  bind 127.0.0.1:${inside}
  default_backend catalog
backend order
  server order 127.0.0.1:${order}
backend recommend
  server recommend 127.0.0.1:${recommend}
backend catalog
  balance roundrobin
  server new 127.0.0.1:${catalog[0]} weight 90 maxconn 200
  server old 127.0.0.1:${catalog[1]} weight 30 maxconn 200
`;
}
