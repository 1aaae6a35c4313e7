import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useChartWords } from '../../charts/chartWords';
import { DayStrip } from '../../charts/DayStrip';
import { OrderCurve } from '../../charts/OrderCurve';
import { otherLanguage, textOf } from '../../i18n/text';
import { formatAge } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { PanelAgeChip } from '../../ui/PanelAgeChip';
import { CurveLegend } from '../../charts/CurveLegend';

const curvePanelId = 'headline';
const dayPanelId = 'headline:day';

/** The large order curve with its lanes, and the whole day beside them; picking a moment of the day moves the curve there. */
export function CurvePanel({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const { text, language } = useChartWords();
  const other = otherLanguage(language);
  const metricId = workspace.headlineMetricId;
  const metric = workspace.metrics[metricId];
  const entryId = workspace.funnel[0]?.metricId ?? metricId;
  const entryName = (workspace.metrics[entryId] ?? metric)?.name[language] ?? entryId;
  const corner = useMemo(() => <DayStrip panelId={dayPanelId} metricId={entryId} metricName={entryName} />, [entryId, entryName]);
  if (metric === undefined) return null;
  const title = text('chart.headlineTitle', { metric: metric.name[language] });
  const second = textOf(other)('chart.headlineTitle', { metric: metric.name[other] });
  const step = text('chart.headlineNote', { step: formatAge(metric.stepMs, language) });
  return (
    <Panel
      className="curve-panel"
      title={title}
      second={
        <>
          <span className="english-second">{second} · </span>
          {step}
        </>
      }
      side={
        <>
          <CurveLegend />
          <PanelAgeChip panelId={curvePanelId} />
        </>
      }
    >
      <div className="curve-body">
        <OrderCurve
          panelId={curvePanelId}
          metricId={metricId}
          name={title}
          unit={metric.unit === '/s' ? text('chart.ordersPerSecond') : metric.unit}
          corner={corner}
        />
      </div>
    </Panel>
  );
}
