import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { useRoomRange } from '../../state/roomRange';
import { formatClock } from '../../ui/format';
import { GraphAgeChip } from './GraphAgeChip';
import { GraphChips } from './GraphChips';
import type { GraphPanelProps } from './graphPanelProps';
import { GraphStage } from './GraphStage';
import { Legend } from './Legend';
import { Scrubber } from './Scrubber';

/** The graph with its head, its legend and the day below it. */
export function GraphPanel(props: GraphPanelProps): ReactNode {
  const text = useText();
  const { at } = useRoomRange();
  const { workspace, scene, hidden, frame } = props;
  return (
    <section className="panel graph-panel" aria-label={text('coreLink.title')}>
      <header className="graph-head">
        <h2>{text('coreLink.title')}</h2>
        <span className="graph-count faint num">
          {text('coreLink.nodes', { nodes: scene.nodes.length, edges: scene.edges.length })}
        </span>
        <GraphChips hidden={hidden} scene={scene} found={props.found} />
        <GraphAgeChip frame={frame} />
      </header>
      {at === null ? (
        <Legend />
      ) : (
        <p className="graph-past" role="status">
          <span className="num">{text('coreLink.past', { time: formatClock(at, workspace.timeZone) })}</span>
        </p>
      )}
      <GraphStage {...props} />
      <Scrubber timeZone={workspace.timeZone} />
    </section>
  );
}
