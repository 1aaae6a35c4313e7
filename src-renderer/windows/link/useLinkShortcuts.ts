import { useMemo } from 'react';
import { pressPin } from '../../link/PinButton';
import { showInGraph } from '../../link/linkActions';
import type { Subject } from '../../link/subject';
import { openBoard } from '../../protection/planActs';
import { rangeKeys } from '../../state/rangeKeys';
import {
  openDrill,
  openGravestIncident,
  openHeadlineDrill,
  openOverview,
  switchLanguage,
  switchTheme,
  toggleFullScreen,
} from '../../ui/actions';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { useShortcuts } from '../../ui/useShortcuts';

/** The window's keys; the list behind `?` names them. D drills into `stage`, a metric; null: into what the room has selected. */
export function useLinkShortcuts(subject: Subject, stage: string | null): void {
  const shortcuts = useMemo(
    () => ({
      ...rangeKeys,
      e: pressPin,
      g: () => showInGraph(subject.target),
      d: stage === null ? openHeadlineDrill : () => openDrill(stage),
      o: openOverview,
      i: openGravestIncident,
      k: openBoard,
      t: switchTheme,
      l: switchLanguage,
      f: toggleFullScreen,
      s: () => togglePopover(popoverIds.sources),
      p: () => togglePopover(popoverIds.person),
      '?': () => togglePopover(popoverIds.menu),
    }),
    [subject, stage],
  );
  useShortcuts(shortcuts);
}
