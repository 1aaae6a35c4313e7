import { useMemo, type ReactNode } from 'react';
import type { BacktestAlarm } from '../../../contract/detection';
import type { WorkspaceView } from '../../../contract/state';
import { AlarmChart } from '../../charts/alarm/AlarmChart';
import { useChartOffer } from '../../export/useChartOffer';
import { useLanguage, useText } from '../../i18n/useText';
import { seriesName } from '../../incidents/seriesName';
import { Panel } from '../../ui/Panel';

/** The chosen alarm at its own time: a person judges with the eyes. */
export function AlarmPicture({ workspace, alarm }: { workspace: WorkspaceView; alarm: BacktestAlarm | null }): ReactNode {
  const text = useText();
  if (alarm === null)
    return (
      <Panel className="would-picture" title={text('backtest.picture')}>
        <p className="would-none soft">{text('backtest.pick')}</p>
      </Panel>
    );
  return <Chosen workspace={workspace} alarm={alarm} />;
}

function Chosen({ workspace, alarm }: { workspace: WorkspaceView; alarm: BacktestAlarm }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { metricId, slice, id } = alarm;
  const metric = workspace.metrics[metricId];
  const name = seriesName(workspace, metricId, slice, language);
  const panelId = `backtest:${id}`.slice(0, 128);
  const unit = metric?.unit ?? '';
  const shown = useMemo(() => ({ ...alarm, traffic: metric?.traffic ?? 'real' }) as const, [alarm, metric]);
  const offer = useChartOffer({ panelId, title: name, unit, metricId, slice });
  return (
    <Panel className="would-picture" title={name} second={text('backtest.picture')} offer={offer}>
      <div className="picture-body">
        <AlarmChart key={panelId} panelId={panelId} alarm={shown} isActive={false} unit={unit} name={name} />
      </div>
    </Panel>
  );
}
