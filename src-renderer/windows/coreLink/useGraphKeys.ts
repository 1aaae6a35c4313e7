import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { GraphLayout } from '../../../contract/coreLink';
import { revealCamera } from '../../coreLink/camera';
import { dock, hold, letGo } from '../../coreLink/drag/dock';
import { dropGroups, dropOn } from '../../coreLink/drag/dropHeld';
import * as view from '../../coreLink/graphView';
import { lookOfTarget } from '../../coreLink/lookOfTarget';
import type { GraphPicture } from '../../coreLink/picture/graphPicture';
import { targetOfPart } from '../../coreLink/sceneTarget';
import { focusTarget } from '../../coreLink/targetFocus';
import { travel, type TravelKey } from '../../coreLink/travel';
import { useLanguage, useText } from '../../i18n/useText';
import { openLink } from '../../link/linkActions';
import { pressPin } from '../../link/PinButton';
import { openBoard } from '../../protection/planActs';
import { backToNow, lookAt } from '../../state/roomRange';
import { roomNow, windowConsole } from '../../state/windowConsole';
import * as actions from '../../ui/actions';
import { ask } from '../../ui/ask';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { useShortcuts, type Shortcuts } from '../../ui/useShortcuts';
import { filterPopoverId } from './FilterPopover';
import type { ShownGraph } from './graphPanelProps';

interface KeysInput extends ShownGraph {
  readonly picture: GraphPicture | null;
  readonly layout: GraphLayout;
  readonly touched: () => void;
}

const timeStepMs = 300_000;
const zoomStep = 1.3;

/** All keys of the window. While something is held, the dock's keys come first: everything a drag does can be done here. */
export function useGraphKeys(input: KeysInput): void {
  const text = useText();
  const language = useLanguage();
  const { held } = useStore(dock);
  const { letters, filter } = view.useGraphView();
  const { picture, scene, readings, frame, focus, focused, layout, touched } = input;
  const keys = useMemo<Shortcuts>(() => {
    const go = (key: TravelKey) => () => {
      const to = travel(scene, readings, focused, key);
      if (to === null) return;
      focusTarget(targetOfPart(scene, to));
      const box = (to.kind === 'node' ? scene.nodes[to.index]?.box : scene.edges[to.index]?.bounds) ?? null;
      if (picture !== null && box !== null) picture.setCamera(revealCamera(picture.camera(), box, picture.view()));
    };
    const zoom = (factor: number) => () => {
      if (picture === null) return;
      touched();
      const { width, height } = picture.view();
      picture.zoom(factor, width / 2, height / 2);
    };
    const take = (): void => {
      if (focus !== null) hold({ target: focus, at: null, over: null, isOutside: false });
    };
    const back = (): void => {
      if (letters !== null) view.search(null);
      else if (filter.around !== null) view.stepAround(null);
      else if (focus !== null) focusTarget(null);
      else backToNow();
    };
    const moment = (direction: 1 | -1) => () => {
      const at = windowConsole().getState().shared.range['room']?.at ?? null;
      if (at !== null || direction === -1) lookAt((at ?? roomNow()) + direction * timeStepMs);
    };
    return {
      ArrowLeft: go('ArrowLeft'),
      ArrowRight: go('ArrowRight'),
      ArrowUp: go('ArrowUp'),
      ArrowDown: go('ArrowDown'),
      '+': zoom(zoomStep),
      '=': zoom(zoomStep),
      '-': zoom(1 / zoomStep),
      '0': view.fitGraph,
      '[': moment(-1),
      ']': moment(1),
      '/': () => view.search(''),
      h: view.toggleShowAll,
      o: view.toggleOnlyTrouble,
      g: view.regroup,
      a: view.toggleArranging,
      n: () => view.stepAround(focus),
      x: () => togglePopover(filterPopoverId),
      d: take,
      p: take,
      e: pressPin,
      Escape: back,
      w: actions.openOverview,
      i: actions.openGravestIncident,
      k: openBoard,
      t: actions.switchTheme,
      l: actions.switchLanguage,
      m: actions.switchSound,
      f: actions.toggleFullScreen,
      s: () => togglePopover(popoverIds.sources),
      '?': () => togglePopover(popoverIds.menu),
    };
  }, [scene, readings, focus, focused, picture, letters, filter, touched]);
  const dockKeys = useMemo<Shortcuts>(() => {
    if (held === null) return {};
    const targets = dropGroups(windowConsole().getState().shared, text, language).flatMap((group) => group.targets);
    const drop = Object.fromEntries(
      targets.map((target) => [
        target.key,
        () => {
          if (target.refuses !== null) return;
          dropOn(target, lookOfTarget(scene, frame, held.target, roomNow()));
          letGo();
        },
      ]),
    );
    return { ...drop, Escape: letGo };
  }, [held, scene, frame, text, language]);
  useShortcuts(useMemo(() => ({ ...keys, ...dockKeys }), [keys, dockKeys]));
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || (event.target instanceof Element && event.target.closest('button, input, select') !== null))
        return;
      if (event.key === 'Enter' && focus !== null) openLink(focus);
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && isUndoable(event, layout))
        void ask(event.shiftKey ? 'layout.redo' : 'layout.undo', { by: scene.by });
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [focus, scene, layout]);
}

function isUndoable({ shiftKey }: KeyboardEvent, { canUndo, canRedo }: GraphLayout): boolean {
  return shiftKey ? canRedo : canUndo;
}
