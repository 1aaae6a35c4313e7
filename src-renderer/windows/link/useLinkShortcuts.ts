import { useMemo } from 'react';
import type { CoreLink } from '../../../contract/coreLink';
import type { WorkspaceView } from '../../../contract/state';
import { pressPin } from '../../link/PinButton';
import { showInGraph, stageOfSubject } from '../../link/linkActions';
import type { Subject } from '../../link/subject';
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

/** The window's keys; the list behind `?` names them. */
export function useLinkShortcuts(workspace: WorkspaceView, subject: Subject, coreLink: CoreLink | null): void {
  const shortcuts = useMemo(() => {
    const stage = stageOfSubject(workspace.coreLink, coreLink, subject);
    return {
      ...rangeKeys,
      e: pressPin,
      g: () => showInGraph(subject.target),
      d: stage === null ? openHeadlineDrill : () => openDrill(stage),
      o: openOverview,
      i: openGravestIncident,
      t: switchTheme,
      l: switchLanguage,
      f: toggleFullScreen,
      s: () => togglePopover(popoverIds.sources),
      p: () => togglePopover(popoverIds.person),
      '?': () => togglePopover(popoverIds.menu),
    };
  }, [workspace.coreLink, coreLink, subject]);
  useShortcuts(shortcuts);
}
