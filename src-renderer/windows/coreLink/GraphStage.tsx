import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { dock } from '../../coreLink/drag/dock';
import { dropGroups, dropOn, dropOutside } from '../../coreLink/drag/dropHeld';
import { graphView, useGraphView } from '../../coreLink/graphView';
import { lookOfTarget } from '../../coreLink/lookOfTarget';
import { partOfTarget, targetOfPart } from '../../coreLink/sceneTarget';
import { focusTarget } from '../../coreLink/targetFocus';
import { language, textOf } from '../../i18n/text';
import { useText } from '../../i18n/useText';
import { openLink } from '../../link/linkActions';
import { roomNow, windowConsole } from '../../state/windowConsole';
import { ask } from '../../ui/ask';
import { ownLength } from '../../ui/pageScale';
import { Dock } from './Dock';
import { followPointer } from './graphPointer';
import type { GraphPanelProps } from './graphPanelProps';
import { Ghost } from './Ghost';
import { HeardParts } from './HeardParts';

/** The host of the canvas: what the picture cannot say to a screen reader stands in it as attributes and a list. */
export function GraphStage(props: GraphPanelProps): ReactNode {
  const { workspace, layout, scene, readings, frame, focus, focused, mount, picture, setTouch, touched, hidden } = props;
  const text = useText();
  const { isArranging } = useGraphView();
  const { held } = useStore(dock);
  // Handlers live as long as the picture; what they read is always the present.
  const present = useRef({ scene, frame, layout, touched });
  useEffect(() => {
    present.current = { scene, frame, layout, touched };
  });
  useEffect(() => {
    if (picture === null) return;
    return followPointer(picture, {
      isArranging: () => graphView.getState().isArranging,
      targetOf: (part) => targetOfPart(present.current.scene, part),
      hover: (hover) =>
        setTouch((marks) =>
          marks.hover?.index === hover?.index && marks.hover?.kind === hover?.kind ? marks : { ...marks, hover },
        ),
      focus: (part) => focusTarget(part === null ? null : targetOfPart(present.current.scene, part)),
      open: (part) => {
        const target = targetOfPart(present.current.scene, part);
        if (target !== null) openLink(target);
      },
      moving: (part, by) => setTouch((marks) => ({ ...marks, moved: part === null ? null : { nodes: [part.index], by } })),
      moved: (part, by) => {
        const node = present.current.scene.nodes[part.index];
        if (node === undefined) return;
        const { version } = present.current.layout;
        const positions = { [node.id]: { x: Math.round(node.x + by.x), y: Math.round(node.y + by.y) } };
        void ask('layout.move', { by: present.current.scene.by, version, positions });
      },
      dropped: (target, over, outside) => {
        const look = lookOfTarget(present.current.scene, present.current.frame, target, roomNow());
        if (outside !== null) dropOutside(outside.x, outside.y, look);
        const { shared } = windowConsole().getState();
        const targets = dropGroups(shared, textOf(language()), language()).flatMap((group) => group.targets);
        const under = targets.find(({ id }) => id === over);
        if (under !== undefined) dropOn(under, look);
      },
      touched: () => present.current.touched(),
    });
  }, [picture, setTouch]);
  // The dotted line from where it was taken to the pointer is drawn by the picture.
  useEffect(() => {
    const box = picture?.host.getBoundingClientRect();
    const part = held === null ? null : partOfTarget(scene, held.target);
    const drag =
      held === null || held.at === null || part === null || box === undefined
        ? null
        : { part, at: { x: held.at.x - ownLength(box.left), y: held.at.y - ownLength(box.top) } };
    setTouch((marks) => (drag === null && marks.drag === null ? marks : { ...marks, drag }));
  }, [held, scene, picture, setTouch]);
  useEffect(() => {
    if (picture === null) return;
    const say = (): void => {
      const { x, y, zoom } = picture.camera();
      picture.host.setAttribute('data-camera', `${x} ${y} ${zoom}`);
      picture.host.setAttribute('data-zoom', picture.level());
    };
    say();
    return picture.onView(say);
  }, [picture]);
  const positions = useMemo(() => scene.nodes.map(({ id, x, y }) => `${id} ${x} ${y}`).join('\n'), [scene]);
  return (
    <div
      ref={mount}
      className="graph-stage"
      tabIndex={0}
      role="application"
      aria-label={text('coreLink.stage')}
      data-focus={focus ?? ''}
      data-hidden={hidden}
      data-positions={positions}
      data-layout={layout.version}
      data-phase={frame?.status.phase ?? 'loading'}
      data-at={frame?.to ?? ''}
      data-arranging={isArranging}
    >
      {isArranging && <p className="arrange-hint">{text('coreLink.arrangeHint')}</p>}
      <HeardParts scene={scene} readings={readings} frame={frame} focused={focused} />
      {held !== null && <Dock held={held} scene={scene} frame={frame} />}
      {held !== null && held.at !== null && <Ghost held={held} workspace={workspace} scene={scene} readings={readings} />}
    </div>
  );
}
