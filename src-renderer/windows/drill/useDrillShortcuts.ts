import { useMemo } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { nodeOfStage, showInGraph } from '../../link/linkActions';
import { rangeKeys } from '../../state/rangeKeys';
import { backToNow } from '../../state/roomRange';
import {
  openCoreLink,
  openGravestIncident,
  openOverview,
  switchLanguage,
  switchSound,
  switchTheme,
  toggleFullScreen,
} from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { useShortcuts } from '../../ui/useShortcuts';
import { cutBy, oneUp, openDimensions, type DrillPlace } from './drillPlace';

/** The window's keys beside those of the table's rows: Backspace goes up, 1–9 cut by a dimension. */
export function useDrillShortcuts(place: DrillPlace, workspace: WorkspaceView, go: (place: DrillPlace) => void): void {
  const shortcuts = useMemo(() => {
    const numbers = openDimensions(place, workspace)
      .slice(0, 9)
      .map((dimensionId, i) => [String(i + 1), () => go(cutBy(place, [dimensionId]))] as const);
    const node = nodeOfStage(workspace, place.metricId);
    return {
      ...rangeKeys,
      ...Object.fromEntries(numbers),
      Backspace: () => go(oneUp(place)),
      Escape: place.compared === null ? backToNow : () => go({ ...place, compared: null }),
      g: node === null ? openCoreLink : () => showInGraph(node),
      o: openOverview,
      t: switchTheme,
      l: switchLanguage,
      f: toggleFullScreen,
      i: openGravestIncident,
      m: switchSound,
      s: () => togglePopover(popoverIds.sources),
    };
  }, [place, workspace, go]);
  useShortcuts(shortcuts);
}
