import { useMemo, useState, type ReactNode } from 'react';
import type { CoreLink, GraphLayout } from '../../../contract/coreLink';
import type { GraphQuery } from '../../../contract/graphQuery';
import type { WorkspaceView } from '../../../contract/state';
import { useGraphView } from '../../coreLink/graphView';
import { noMarks, type GraphMarks } from '../../coreLink/picture/drawMarks';
import { searchScene } from '../../coreLink/searchScene';
import { partOfTarget } from '../../coreLink/sceneTarget';
import { selectFocus } from '../../coreLink/targetFocus';
import { useGraph } from '../../frames/useGraph';
import { useRoomRange } from '../../state/roomRange';
import { useConsole } from '../../state/windowConsole';
import { GraphPanel } from './GraphPanel';
import { SidePanel } from './SidePanel';
import { useAutoFit } from './useAutoFit';
import { useGraphKeys } from './useGraphKeys';
import { useGraphPicture } from './useGraphPicture';
import { useInstancesWanted } from './useInstancesWanted';
import { useScene } from './useScene';

/** The graph of the moment the room looks at, what a hand and keys do with it, and beside it what is focused. */
export function CoreLinkBody({
  workspace,
  link,
  layout,
}: {
  workspace: WorkspaceView;
  link: CoreLink;
  layout: GraphLayout;
}): ReactNode {
  const view = useGraphView();
  const { at } = useRoomRange();
  const focus = useConsole(selectFocus);
  const [instancesOf, wantInstances] = useState<readonly string[]>(nobody);
  const query = useMemo<GraphQuery>(
    () => ({ graphId: 'coreLink', by: view.by, at, instancesOf: [...instancesOf] }),
    [view.by, at, instancesOf],
  );
  const answered = useGraph(query);
  // While the same graph is asked for with other instances, the last answer stays on show.
  const lastKey = `${view.by} ${at ?? 'now'}`;
  const [last, setLast] = useState({ key: lastKey, frame: answered });
  if (answered !== null && (last.frame !== answered || last.key !== lastKey)) setLast({ key: lastKey, frame: answered });
  const frame = answered ?? (last.key === lastKey ? last.frame : null);
  const { scene, hidden } = useScene(link, layout, frame, view);
  const focused = useMemo(() => partOfTarget(scene, focus), [scene, focus]);
  const found = useMemo(() => searchScene(scene, view.letters ?? ''), [scene, view.letters]);
  const [touch, setTouch] = useState<Pick<GraphMarks, 'hover' | 'drag' | 'moved'>>(noMarks);
  const marks = useMemo<GraphMarks>(() => ({ ...touch, focus: focused, found }), [touch, focused, found]);
  const { mount, picture, readings } = useGraphPicture({ scene, frame, marks, dims: view.onlyTrouble });
  const touched = useAutoFit(picture, scene);
  useInstancesWanted(picture, scene, wantInstances);
  useGraphKeys({ picture, scene, readings, frame, focus, focused, layout, touched });
  return (
    <div className="core-link-body">
      <GraphPanel
        {...{ workspace, link, layout, scene, readings, frame, hidden, focus, focused, found, mount, picture, setTouch, touched }}
      />
      <SidePanel workspace={workspace} scene={scene} readings={readings} frame={frame} focus={focus} focused={focused} />
    </div>
  );
}

const nobody: readonly string[] = [];
