import type { CityTopology } from '../../../contract/cityApi';
import { dimensions } from '../dimensions/dimensions';
import { domainIds, type DomainId } from './cityPlan';
import type { Plant } from './plant';

const domainNames: Readonly<Record<DomainId, { zh: string; en: string }>> = {
  entry: { zh: '入口', en: 'Entry' },
  discovery: { zh: '浏览', en: 'Discovery' },
  trade: { zh: '交易', en: 'Trade' },
  payment: { zh: '支付', en: 'Payment' },
  merchant: { zh: '商家', en: 'Merchant' },
  delivery: { zh: '配送', en: 'Delivery' },
};

/** The plant as the contract tells it. */
export function describeTopology(plant: Plant): CityTopology {
  return {
    domains: domainIds.map((id) => ({ id, name: domainNames[id] })),
    nodes: plant.nodes.map((node) => ({
      id: node.id,
      name: { zh: node.zh, en: node.en },
      domain: node.domain,
      kind: node.kind,
      instances: plant.instances
        .filter((instance) => instance.node === node.index)
        .map((instance) => ({ id: instance.id, idc: dimensions[3]?.values[instance.idc] ?? '' })),
    })),
    edges: plant.edges.map(({ from, to }) => ({ from, to })),
    path: [...plant.path],
  };
}
