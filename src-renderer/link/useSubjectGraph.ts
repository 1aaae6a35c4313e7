import { useMemo } from 'react';
import type { CoreLink, GraphFrame } from '../../contract/coreLink';
import type { GraphQuery } from '../../contract/graphQuery';
import type { SharedState } from '../../contract/state';
import { useGraph } from '../frames/useGraph';
import { useRoomRange } from '../state/roomRange';
import { useConsole } from '../state/windowConsole';
import { graphPlaces, type GraphPlaces } from './graphPlaces';
import { wholeIdOf, type Subject } from './subject';

/** The core link around a subject at the moment the room looks at; `graph` is null before a first answer. */
export interface SubjectGraph {
  readonly coreLink: CoreLink | null;
  readonly frame: GraphFrame | null;
  readonly graph: GraphPlaces | null;
}

/** The whole graph, with the instances of the subject; of one IDC when the subject is a place. */
export function useSubjectGraph(subject: Subject): SubjectGraph {
  const { at } = useRoomRange();
  const { target, idc } = subject;
  const whole = wholeIdOf(subject);
  const query = useMemo<GraphQuery>(
    () => ({ graphId: `subject:${target}`.slice(0, 128), by: idc === null ? 'domain' : 'idc', at, instancesOf: [whole] }),
    [target, idc, at, whole],
  );
  return useReadGraph(query);
}

/** The graph as the overview's strip wants it: grouped by domain, no instances. */
export function useRoomGraph(graphId: string): SubjectGraph {
  const { at } = useRoomRange();
  const query = useMemo<GraphQuery>(() => ({ graphId, by: 'domain', at, instancesOf: [] }), [graphId, at]);
  return useReadGraph(query);
}

function useReadGraph(query: GraphQuery): SubjectGraph {
  const coreLink = useConsole(selectCoreLink);
  const frame = useGraph(coreLink === null ? null : query);
  return useMemo(() => ({ coreLink, frame, graph: graphPlaces(coreLink, frame) }), [coreLink, frame]);
}

export function selectCoreLink(shared: SharedState): CoreLink | null {
  return shared.coreLink['current'] ?? null;
}
