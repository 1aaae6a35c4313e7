import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import type { Slice } from '../../../contract/words';
import { useChartWords } from '../../charts/chartWords';
import { DayStrip } from '../../charts/DayStrip';
import { OrderCurve } from '../../charts/OrderCurve';
import { useChartOffer } from '../../export/useChartOffer';
import { otherLanguage, textOf } from '../../i18n/text';
import { formatAge } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import { RangeControl } from '../../ui/range/RangeControl';
import { PanelAgeChip } from '../../ui/PanelAgeChip';
import { CurveLegend } from '../../charts/CurveLegend';

const everything: Slice = {};
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
  const title = text('chart.headlineTitle', { metric: metric?.name[language] ?? metricId });
  const unit = metric === undefined || metric.unit === '/s' ? text('chart.ordersPerSecond') : metric.unit;
  const offer = useChartOffer({ panelId: curvePanelId, title, unit, metricId, slice: everything });
  if (metric === undefined) return null;
  const second = textOf(other)('chart.headlineTitle', { metric: metric.name[other] });
  const step = text('chart.headlineNote', { step: formatAge(metric.stepMs, language) });
  return (
    <Panel
      className="curve-panel"
      title={title}
      offer={offer}
      second={
        <>
          <span className="english-second">{second} · </span>
          {step}
        </>
      }
      side={
        <>
          <CurveLegend />
          <RangeControl />
          <PanelAgeChip panelId={curvePanelId} />
        </>
      }
    >
      <div className="curve-body">
        <OrderCurve panelId={curvePanelId} metricId={metricId} name={title} unit={unit} corner={corner} />
      </div>
    </Panel>
  );
}
