import type { MachineRows } from './machineRows';
import { createTieredRing, type TieredRing } from './tieredRing';

/** What machines and wires reported, second by second. */
export interface MachineRecord {
  nodes: TieredRing;
  edges: TieredRing;
  kinds: TieredRing;
  slots: TieredRing;
  /** Sums since the start of every node and edge field, as Float64, for counters. */
  note(second: number): void;
}

/** About 1,100 + 2,500 + 4,500 columns: some 200 MB when every ring is full, which takes two hours of city time. */
const nodeTiers = [
  { stepSeconds: 1, rows: 7800 },
  { stepSeconds: 60, rows: 2880 },
];
const edgeTiers = [
  { stepSeconds: 1, rows: 7800 },
  { stepSeconds: 60, rows: 1440 },
];
const kindTiers = [
  { stepSeconds: 1, rows: 1800 },
  { stepSeconds: 60, rows: 1440 },
];
const slotTiers = [
  { stepSeconds: 1, rows: 600 },
  { stepSeconds: 10, rows: 720 },
];

export function createMachineRecord(rows: MachineRows): MachineRecord {
  const nodes = createTieredRing(rows.nodes.length, nodeTiers);
  const edges = createTieredRing(rows.edges.length, edgeTiers);
  const kinds = createTieredRing(rows.kinds.length, kindTiers);
  const slots = createTieredRing(rows.slots.length, slotTiers);
  return {
    nodes,
    edges,
    kinds,
    slots,
    note: (second) => {
      nodes.push(second, rows.nodes);
      edges.push(second, rows.edges);
      kinds.push(second, rows.kinds);
      slots.push(second, rows.slots);
    },
  };
}
