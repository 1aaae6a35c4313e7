import { Agent, request } from 'node:http';

/** Customers: so many requests a second to each path, whether or not the last ones were answered. */
export interface ShopLoad {
  set(perSecond: Readonly<Record<string, number>>): void;
  close(): void;
}

const tickMs = 20;
const patienceMs = 5_000;

export function startShopLoad(origin: string, perSecond: Readonly<Record<string, number>>): ShopLoad {
  const agent = new Agent({ keepAlive: true, maxSockets: 2_000 });
  let wanted = perSecond;
  const due = new Map<string, number>();
  let before = performance.now();
  const timer = setInterval(() => {
    const seconds = (performance.now() - before) / 1_000;
    before = performance.now();
    for (const [path, rate] of Object.entries(wanted)) {
      let owed = (due.get(path) ?? 0) + rate * seconds;
      for (; owed >= 1; owed -= 1) send(new URL(path, origin), agent);
      due.set(path, owed);
    }
  }, tickMs);
  return {
    set: (rates) => {
      wanted = rates;
    },
    close: () => {
      clearInterval(timer);
      agent.destroy();
    },
  };
}

/** What comes back is counted where it is made, by the services; a customer only waits. */
function send(url: URL, agent: Agent): void {
  const asking = request(url, { agent, timeout: patienceMs }, (response) => response.resume());
  asking.once('timeout', () => asking.destroy());
  asking.once('error', () => undefined);
  asking.end();
}
