import { parseDocument } from 'yaml';

export interface SandboxAddresses {
  readonly timeZone: string;
  readonly prometheus: string;
  readonly victoriaMetrics: string;
  readonly alertmanager: string;
  readonly gateway: string;
}

const payQuery = 'sum(rate(highnoon_orders$by_total{stage="pay"$slice}[$window]))';

/**
 * The built-in workspace moved to the sandbox: read from Prometheus, pages from VictoriaMetrics, alerts from Alertmanager,
 * and paid orders once more from each of the others, as `orders.pay.victoria` and `orders.pay.feed`.
 */
export function sandboxWorkspace(builtIn: string, addresses: SandboxAddresses): string {
  const workspace = parseDocument(builtIn);
  workspace.set('timeZone', addresses.timeZone);
  workspace.set('source', 'prometheus');
  workspace.set(
    'backends',
    workspace.createNode({
      prometheus: { kind: 'prometheus', url: addresses.prometheus, poll: '1s', settle: '2s' },
      victoriametrics: { kind: 'victoriaMetrics', url: addresses.victoriaMetrics, poll: '1s', settle: '2s' },
      alertmanager: { kind: 'alertmanager', url: addresses.alertmanager, poll: '2s' },
      gateway: { kind: 'pushFeed', url: addresses.gateway, poll: '1s' },
    }),
  );
  // What is set in the built-in workspace is set in a city that this one does not read from.
  for (const part of ['targets', 'switches', 'plans']) workspace.delete(part);
  for (const page of ['home', 'list', 'menu', 'preview'])
    workspace.setIn(['metrics', `pages.${page}`, 'backend'], 'victoriametrics');
  const paidAgain = {
    'orders.pay.victoria': {
      name: { zh: '支付 · VictoriaMetrics', en: 'paid · VictoriaMetrics' },
      backend: 'victoriametrics',
      query: { prometheus: payQuery },
    },
    'orders.pay.feed': {
      name: { zh: '支付 · 推送', en: 'paid · push feed' },
      backend: 'gateway',
      query: { pushFeed: 'orders.pay' },
    },
  };
  for (const [id, metric] of Object.entries(paidAgain)) workspace.setIn(['metrics', id], workspace.createNode(metric));
  return workspace.toString({ lineWidth: 0 });
}
