import { useMemo, type ReactNode } from 'react';
import type { Alarm } from '../../../contract/detection';
import type { Incident } from '../../../contract/incidents';
import { AlarmChart } from '../../charts/alarm/AlarmChart';
import { useChartOffer } from '../../export/useChartOffer';
import { useLanguage, useText } from '../../i18n/useText';
import { alarmWhy } from '../../incidents/alarmWhy';
import { seriesName } from '../../incidents/seriesName';
import { Panel } from '../../ui/Panel';
import { PanelAgeChip } from '../../ui/PanelAgeChip';
import type { IncidentPartProps } from './IncidentBody';

/** Why this is an alarm: one sentence and one picture. Once its alarms are forgotten, the leading series at that time. */
export function PicturePanel({
  workspace,
  incident,
  alarm,
  isLead,
}: IncidentPartProps & { alarm: Alarm | null; isLead: boolean }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const shown = useMemo(() => alarm ?? leadOf(incident), [alarm, incident]);
  const name = seriesName(workspace, shown.metricId, shown.slice, language);
  const unit = workspace.metrics[shown.metricId]?.unit ?? '';
  const panelId = `incident:picture:${alarm?.id ?? incident.id}`.slice(0, 128);
  const offer = useChartOffer({ panelId, title: name, unit, metricId: shown.metricId, slice: shown.slice });
  const why = alarm === null ? text('picture.none') : alarmWhy(alarm, workspace, language);
  return (
    <Panel
      className="picture-panel"
      title={name}
      second={text(isLead ? 'picture.lead' : 'picture.title')}
      side={<PanelAgeChip panelId={panelId} />}
      offer={offer}
    >
      <p className="picture-why" data-part="why">
        {why}
      </p>
      <div className="picture-body">
        <AlarmChart key={panelId} panelId={panelId} alarm={shown} isActive={alarm?.phase === 'active'} unit={unit} name={why} />
      </div>
    </Panel>
  );
}

function leadOf({
  lead,
  traffic,
  startedAt,
  resolvedAt,
}: Incident): Pick<Alarm, 'metricId' | 'slice' | 'traffic' | 'direction' | 'startedAt' | 'endedAt'> {
  return { ...lead, traffic, startedAt, endedAt: resolvedAt };
}
