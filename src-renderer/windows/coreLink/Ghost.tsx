import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { Sparkline } from '../../charts/Sparkline';
import { useChartLook } from '../../charts/chartLook';
import type { Held } from '../../coreLink/drag/dock';
import type { GraphReadings } from '../../coreLink/graphReadings';
import type { GraphScene } from '../../coreLink/graphScene';
import { partName } from '../../coreLink/partSaid';
import { partOfTarget } from '../../coreLink/sceneTarget';
import { useLanguage, useText } from '../../i18n/useText';
import { sliceOfSubject, subjectOf } from '../../link/subject';
import { useRoomRange } from '../../state/roomRange';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { absent } from '../../ui/format';
import { useMemo } from 'react';

/** What hangs at the pointer while something is dragged: its name, its score and its P99 of late. */
export function Ghost({
  held,
  workspace,
  scene,
  readings,
}: {
  held: Held;
  workspace: WorkspaceView;
  scene: GraphScene;
  readings: GraphReadings;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { colours } = useChartLook();
  const { at } = useRoomRange();
  const subject = useMemo(() => subjectOf(held.target), [held.target]);
  const slice = useMemo(() => sliceOfSubject(subject), [subject]);
  const part = partOfTarget(scene, held.target);
  if (part === null || held.at === null) return null;
  const reading = (part.kind === 'node' ? readings.nodes : readings.edges)[part.index];
  const health = reading?.health ?? 'unknown';
  const name = partName(scene, part, language);
  const metricId = workspace.coreLink?.measures[part.kind === 'node' ? 'node' : 'caller'].latencyP99;
  return (
    <div className={`graph-ghost ${sideOf(held)}`} style={{ left: held.at.x, top: held.at.y }}>
      <p className="ghost-head">
        <HealthGlyph health={health} size={18} />
        <span className="strong">{name}</span>
        <span className="num strong ghost-score">
          {reading === undefined || Number.isNaN(reading.score) ? absent : reading.score} {text(`health.${health}`)}
        </span>
      </p>
      {metricId !== undefined && (
        <div className="ghost-spark">
          <Sparkline
            panelId="coreLink:ghost"
            metricId={metricId}
            slice={slice}
            at={at}
            name={name}
            {...(health === 'broken' ? { colour: colours.brokenFill } : {})}
          />
        </div>
      )}
      <p className="ghost-note faint">P99</p>
    </div>
  );
}

/** Width of the card and its distance from the pointer, CSS px. */
const reachPx = 330;

/** Left below the pointer; to the right where there is no room, and above what it can be dropped on. */
function sideOf({ at, over }: Held): string {
  return `${at !== null && at.x < reachPx ? 'right' : 'left'} ${over === null ? 'below' : 'above'}`;
}
