import {
  edgeIdOf,
  placesOf,
  type CoreLink,
  type GraphFrame,
  type GraphPart,
  type InstanceReading,
  type Places,
} from '../../contract/coreLink';
import type { LostPoints } from '../../contract/graphQuery';

/** A moment of the graph by place id instead of by column. Numbers are null where nothing is known. */
export interface GraphPlaces {
  readonly places: Places;
  readonly node: (placeId: string) => NodeNumbers | null;
  readonly link: (placeId: string) => LinkNumbers | null;
  readonly instances: (of: string) => readonly InstanceReading[];
}
export interface PlaceNumbers {
  readonly score: number | null;
  readonly requests: number | null;
  /** Share 0–1. */
  readonly failures: number | null;
  readonly lost: readonly LostPoints[];
  readonly part: GraphPart;
}
export interface NodeNumbers extends PlaceNumbers {
  readonly latencyMsP99: number | null;
}
export interface LinkNumbers extends PlaceNumbers {
  readonly arrived: number | null;
  readonly callerMsP99: number | null;
  readonly calleeMsP99: number | null;
  /** Calls are made and nothing passes. */
  readonly cut: boolean;
}

/** Null while structure and numbers are of different revisions, or one of them is not here. */
export function graphPlaces(coreLink: CoreLink | null, frame: GraphFrame | null): GraphPlaces | null {
  if (coreLink === null || frame === null || coreLink.revision !== frame.revision) return null;
  const places = placesOf(coreLink, frame.by);
  const nodeAt = new Map(places.nodes.map(({ id }, i) => [id, i]));
  const edgeAt = new Map(places.edges.map(({ id }, i) => [id, i]));
  const common = (id: string, at: number): Pick<PlaceNumbers, 'lost' | 'part'> => {
    const part = frame.parts[at] ?? 0;
    return { lost: frame.lost[id] ?? [], part: part === 1 || part === 2 ? part : 0 };
  };
  return {
    places,
    node: (id) => {
      const at = nodeAt.get(id);
      if (at === undefined) return null;
      const { score, requests, failures, latencyMsP99 } = frame.nodes;
      return {
        ...common(id, at),
        score: known(score[at]),
        requests: known(requests[at]),
        failures: known(failures[at]),
        latencyMsP99: known(latencyMsP99[at]),
      };
    },
    link: (id) => {
      const at = edgeAt.get(id);
      if (at === undefined) return null;
      const { score, requests, failures, arrived, callerMsP99, calleeMsP99, cut } = frame.edges;
      return {
        ...common(id, places.nodes.length + at),
        score: known(score[at]),
        requests: known(requests[at]),
        failures: known(failures[at]),
        arrived: known(arrived[at]),
        callerMsP99: known(callerMsP99[at]),
        calleeMsP99: known(calleeMsP99[at]),
        cut: cut[at] === 1,
      };
    },
    instances: (of) => frame.instances.filter((each) => each.of === of),
  };
}

/** The ids of all links that touch these nodes, without `except`. */
export function linksAt(
  coreLink: CoreLink,
  nodes: readonly string[],
  except: string,
): readonly { readonly from: string; readonly to: string; readonly id: string }[] {
  return coreLink.edges
    .filter(({ from, to }) => nodes.includes(from) || nodes.includes(to))
    .map(({ from, to }) => ({ from, to, id: edgeIdOf(from, to) }))
    .filter(({ id }) => id !== except);
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
