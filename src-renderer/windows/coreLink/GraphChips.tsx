import type { ReactNode } from 'react';
import type { GraphScene } from '../../coreLink/graphScene';
import {
  fitGraph,
  regroup,
  stepAround,
  toggleArranging,
  toggleOnlyTrouble,
  toggleShowAll,
  useGraphView,
} from '../../coreLink/graphView';
import { isFiltering } from '../../coreLink/hiddenPlaces';
import { useText } from '../../i18n/useText';
import { togglePopover } from '../../ui/header/popovers';
import { FilterPopover, filterPopoverId } from './FilterPopover';
import { SearchBox } from './SearchBox';

/** What is left out is always said; each chip has its key. */
export function GraphChips({ hidden, scene, found }: { hidden: number; scene: GraphScene; found: readonly number[] }): ReactNode {
  const text = useText();
  const { by, showAll, onlyTrouble, filter, isArranging, letters } = useGraphView();
  const chips = [
    {
      key: 'H',
      name: showAll ? text('coreLink.shownAll') : text('coreLink.hidden', { count: hidden }),
      isOn: showAll,
      run: toggleShowAll,
    },
    { key: 'G', name: text(by === 'domain' ? 'coreLink.byDomain' : 'coreLink.byIdc'), isOn: false, run: regroup },
    {
      key: 'O',
      name: text(onlyTrouble ? 'coreLink.onlyTroubleOn' : 'coreLink.onlyTroubleOff'),
      isOn: onlyTrouble,
      run: toggleOnlyTrouble,
    },
    ...(filter.around === null
      ? []
      : [{ key: 'N', name: text('coreLink.around', { hops: filter.around.hops }), isOn: true, run: () => stepAround(null) }]),
    {
      key: 'X',
      name: text(isFiltering(filter) ? 'coreLink.filterOn' : 'coreLink.filter'),
      isOn: isFiltering(filter),
      run: () => togglePopover(filterPopoverId),
    },
    { key: 'A', name: text(isArranging ? 'coreLink.arranging' : 'coreLink.arrange'), isOn: isArranging, run: toggleArranging },
    { key: '0', name: text('coreLink.fit'), isOn: false, run: fitGraph },
  ];
  return (
    <div className="graph-chips">
      {letters !== null && <SearchBox letters={letters} scene={scene} found={found} />}
      {chips.map(({ key, name, isOn, run }) => (
        <button key={key} type="button" className="graph-chip" aria-pressed={isOn} onClick={run}>
          <span className="num">{name}</span>
          <span className="keycap">{key}</span>
        </button>
      ))}
      <FilterPopover scene={scene} />
    </div>
  );
}
