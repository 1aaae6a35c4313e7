import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { Grouping } from '../../contract/coreLink';
import { noFilter, type GraphFilter } from './hiddenPlaces';

/** How this window looks at the graph; its own, not the room's. */
export interface GraphView {
  readonly by: Grouping;
  readonly showAll: boolean;
  readonly onlyTrouble: boolean;
  readonly filter: GraphFilter;
  readonly isArranging: boolean;
  /** Letters of the search; null while it is closed. */
  readonly letters: string | null;
  /** Rises when everything is to be shown in the middle. */
  readonly fits: number;
}

export const graphView = createStore<GraphView>(() => ({
  by: 'domain',
  showAll: false,
  onlyTrouble: true,
  filter: noFilter,
  isArranging: false,
  letters: null,
  fits: 0,
}));

export function useGraphView(): GraphView {
  return useStore(graphView);
}

export function regroup(): void {
  graphView.setState(({ by, fits }) => ({ by: by === 'domain' ? 'idc' : 'domain', filter: noFilter, fits: fits + 1 }));
}

export function toggleShowAll(): void {
  graphView.setState(({ showAll }) => ({ showAll: !showAll }));
}

export function toggleOnlyTrouble(): void {
  graphView.setState(({ onlyTrouble }) => ({ onlyTrouble: !onlyTrouble }));
}

export function toggleArranging(): void {
  graphView.setState(({ isArranging }) => ({ isArranging: !isArranging }));
}

export function fitGraph(): void {
  graphView.setState(({ fits }) => ({ fits: fits + 1 }));
}

export function filterBy(change: Partial<GraphFilter>): void {
  graphView.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

export function search(letters: string | null): void {
  graphView.setState({ letters });
}

const hopsMax = 3;

/** Neighbours within one call, two, three, then all again. */
export function stepAround(id: string | null): void {
  graphView.setState(({ filter }) => {
    const hops = filter.around === null ? 1 : filter.around.hops + 1;
    const around = id === null || hops > hopsMax ? null : { id: filter.around?.id ?? id, hops };
    return { filter: { ...filter, around } };
  });
}
