import { useEffect, useMemo, type ReactNode } from 'react';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { useDimensionReadings } from '../../slices/useDimensionReadings';
import { selectInRoom, useRoomSelection } from '../../state/roomSelection';
import { useRoomRange } from '../../state/roomRange';
import { useConsole } from '../../state/windowConsole';
import { RefusalNote } from '../../ui/RefusalNote';
import { DrillBody } from './DrillBody';
import { DrillHeader } from './DrillHeader';
import { PathBar } from './PathBar';
import { placeOf, selectionOf, type DrillPlace } from './drillPlace';
import { tellingDimension } from './tellingDimension';
import { useDrillShortcuts } from './useDrillShortcuts';

/** One window, one question: which part of it is not like the others? Every step moves the room's selection, and the window follows that. */
export function Drill(): ReactNode {
  const workspace = useConsole(selectWorkspace);
  return (
    <main className="drill">
      <DrillHeader workspace={workspace} />
      {workspace !== null && <OpenDrill workspace={workspace} />}
      <RefusalNote />
    </main>
  );
}

function OpenDrill({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const selection = useRoomSelection();
  const { at } = useRoomRange();
  const place = useMemo(() => placeOf(selection, workspace), [selection, workspace]);
  const { metricId, path } = place;
  const dimensions = useDimensionReadings(workspace, metricId, path, at);
  const telling = place.by.length === 0 ? tellingDimension(dimensions) : null;
  // Chosen once on arrival; from then on it is part of the selection, so that a table never changes its cut by itself.
  useEffect(() => {
    if (telling !== null) go({ ...place, by: [telling] });
  }, [telling, place]);
  useDrillShortcuts(place, workspace, go);
  return (
    <>
      <PathBar workspace={workspace} place={place} dimensions={dimensions} go={go} />
      <DrillBody key={JSON.stringify([metricId, path, place.by])} workspace={workspace} place={place} at={at} go={go} />
    </>
  );
}

function go(place: DrillPlace): void {
  selectInRoom(selectionOf(place));
}

function selectWorkspace(shared: SharedState): WorkspaceView | null {
  return shared.workspace['current'] ?? null;
}
