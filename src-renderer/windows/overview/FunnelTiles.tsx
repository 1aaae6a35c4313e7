import type { ReactNode } from 'react';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { roomRate, useConsole } from '../../state/windowConsole';
import { useRoomTick } from '../../state/useRoomTick';
import { exportable } from '../../export/exportable';
import { useText } from '../../i18n/useText';
import { nodeOfStage } from '../../link/linkActions';
import { FunnelTile } from './FunnelTile';
import { biggestLeak, leadingTrouble, stageViews } from './stageView';
import { useTilesOffer } from './tilesOffer';

/** The funnel, one tile a stage, in the order an order takes. */
export function FunnelTiles({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const readings = useConsole(selectStages);
  const roomAt = useRoomTick(1_000);
  const stages = stageViews(workspace, readings, { roomAt, rate: roomRate() });
  const offer = useTilesOffer(workspace);
  const leading = leadingTrouble(stages);
  const leak = biggestLeak(stages);
  return (
    <ol className="tiles" tabIndex={0} aria-label={text('tiles.title')} {...exportable(offer)}>
      {stages.map((stage, i) => (
        <FunnelTile
          key={stage.metricId}
          stage={stage}
          node={nodeOfStage(workspace, stage.metricId)}
          surroundings={{ stages, roomAt, timeZone: workspace.timeZone }}
          isEntry={i === 0}
          isLeak={stage === leak}
          isLeading={stage === leading}
        />
      ))}
    </ol>
  );
}

function selectStages(shared: SharedState): SharedState['stages'] {
  return shared.stages;
}
