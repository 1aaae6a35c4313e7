import type { ReactNode } from 'react';
import { WallChart } from '../charts/WallChart';
import { otherLanguage, textOf } from '../i18n/text';
import { useLanguage, useText } from '../i18n/useText';
import { metricNameOf } from '../incidents/seriesName';
import { openDrill } from '../ui/actions';
import { Panel } from '../ui/Panel';
import { stageOfSubject } from './linkActions';
import type { SubjectPartProps } from './subjectParts';

/** The orders that pass here: the business metric that this node or call is a part of, and the way to its drill-down. */
export function StagePanel({ workspace, subject, around }: SubjectPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const metricId = stageOfSubject(workspace.coreLink, around.coreLink, subject);
  const metric = metricId === null ? undefined : workspace.metrics[metricId];
  if (metricId === null || metric === undefined) return null;
  const name = metricNameOf(workspace, metricId, language);
  return (
    <Panel
      className="stage-panel"
      title={text('link.stage')}
      second={<span className="english-second">{textOf(otherLanguage(language))('link.stage')}</span>}
      side={
        <button type="button" className="stage-drill" onClick={() => openDrill(metricId)}>
          {text('drill.title')} <span className="keycap">D</span>
        </button>
      }
    >
      <div className="stage-body">
        <WallChart
          panelId={`link:stage:${metricId}`}
          metricId={metricId}
          traffic={metric.traffic}
          name={name}
          unit={metric.unit}
        />
      </div>
    </Panel>
  );
}
