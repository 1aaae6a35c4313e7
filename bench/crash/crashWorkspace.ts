import { workspaceSchema, type Workspace } from '../../contract/workspace';

/** Where what is set in the crash tests stands. */
export interface CrashAddresses {
  /** Of each HAProxy's Runtime API, by instance. */
  readonly haproxy: Readonly<Record<string, string>>;
  /** Which of them has the map, and its path there. */
  readonly gate: { readonly instance: string; readonly map: string };
  readonly etcdUrl: string;
}

const text = (word: string) => ({ zh: word, en: word });

/** Three steps over three HAProxys and an etcd: at once, one after the other, with a wait between them. */
export function crashWorkspace({ haproxy, gate, etcdUrl }: CrashAddresses): Workspace {
  const one = (kind: string, target: string, set: object, range: object, usual: unknown) => ({
    ...{ name: text('a switch'), kind, on: 'app', target, set, owner: 'tests', range, usual, cost: text('nothing') },
    touches: { metric: 'paid' },
  });
  const weight = (server: string) =>
    one('capacity', 'lb', { what: 'serverWeight', backend: 'app', server }, { min: 0, max: 256, whole: true }, 100);
  const kill = one('kill', 'gate', { what: 'map', map: gate.map, key: 'pay' }, { values: ['on', 'off'] }, 'off');
  const flag = (key: string) => one('rateLimit', 'flags', { key }, { values: ['200', 'on', null] }, null);
  return workspaceSchema.parse({
    version: 1,
    name: text('crash'),
    timeZone: 'Asia/Shanghai',
    backends: { city: { kind: 'demoCity', url: 'embedded' } },
    source: 'city',
    metrics: { paid: { name: text('paid'), query: { demoCity: 'orders.pay' } } },
    funnel: [{ metric: 'paid' }],
    targets: {
      lb: { kind: 'haproxy', instances: haproxy },
      gate: { kind: 'haproxy', instances: { [gate.instance]: haproxy[gate.instance] } },
      flags: { kind: 'etcd', url: etcdUrl },
    },
    switches: { s1: weight('s1'), s2: weight('s2'), kill, limit: flag('pay/limit'), flag: flag('pay/degraded') },
    plans: {
      storm: {
        name: text('storm'),
        owner: 'tests',
        about: text('All at once, then a wait, then one after the other.'),
        release: [0.5, 1],
        steps: [
          {
            id: 'first',
            set: [
              { switch: 's1', to: 20 },
              { switch: 'limit', to: '200' },
            ],
            wait: '40ms',
          },
          { id: 'second', set: [{ switch: 'kill', to: 'on' }] },
          {
            id: 'third',
            set: [
              { switch: 's2', to: 40 },
              { switch: 'flag', to: 'on' },
            ],
          },
        ],
      },
    },
  });
}
