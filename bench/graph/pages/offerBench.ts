import { drawGraph } from '../drawGraph';
import type { GraphWay } from './graphWay';
import { measureWay, type WayReading } from './measureWay';

/** What the bench asks a page for, from outside: plain values in, plain values out. */
export interface BenchPage {
  /** Makes the graph; nothing else is in memory yet. */
  prepare(nodes: number, edges: number): void;
  /** @param positions null = lay out yourself */
  measure(positions: readonly number[] | null): Promise<WayReading>;
  positions(): number[];
}
declare global {
  interface Window {
    graphBench?: BenchPage;
  }
}

export function offerBench(way: GraphWay): void {
  let graph = drawGraph(0, 0);
  window.graphBench = {
    prepare: (nodes, edges) => {
      graph = drawGraph(nodes, edges);
    },
    measure: (positions) => {
      const host = document.getElementById('host');
      if (host === null) throw new Error('the page has a host');
      return measureWay(way, { graph, host, positions: positions === null ? null : Float64Array.from(positions) });
    },
    positions: () => [...way.positions()],
  };
}
