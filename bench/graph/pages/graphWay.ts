import type { CoreLink } from '../../../contract/coreLink';

/** One way of laying out and drawing a graph, as the bench drives it. Points are CSS px of the host. */
export interface GraphWay {
  /** Synchronous; what it computes stays inside the way until `show`. */
  layOut(graph: CoreLink): void;
  /** Positions of somebody else, for a way whose own layout was cut off. Graph units. */
  place(graph: CoreLink, positions: Float64Array): void;
  /** Centres by node, x then y, graph units. */
  positions(): Float64Array;
  /** Makes everything that a person sees, fitted to the host; drawn when it returns. */
  show(host: HTMLElement): void;
  panBy(dx: number, dy: number): void;
  /** About the host's middle. */
  zoomBy(factor: number): void;
  /** Where a node is on the host now. */
  pointOf(node: number): { readonly x: number; readonly y: number };
  /** New numbers of all nodes and edges, 0–100; drawn with the next frame. */
  tick(scores: Float64Array): void;
}
