import type { ReactNode } from 'react';
import type { Alarm } from '../../../contract/detection';
import { useLanguage, useText } from '../../i18n/useText';
import { valueText } from '../../incidents/alarmWhy';
import { metricNameOf } from '../../incidents/seriesName';
import { useRoomTick } from '../../state/useRoomTick';
import { formatClock, formatCount, formatDuration, formatOrders, formatShare } from '../../ui/format';
import type { DiagnosisPartProps } from './DiagnosisView';
import { IncidentPhases } from './IncidentPhases';

/** What it costs, in three numbers; of an incident that costs no orders, how large it is. Beside them how fast people were. */
export function IncidentFacts({ workspace, incident, diagnosis, lead }: DiagnosisPartProps & { lead: Alarm | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const roomAt = useRoomTick(1_000);
  const { cost, startedAt, resolvedAt, alarmCount, activeCount, signalCount } = incident;
  const { timeZone } = workspace;
  const lasts = formatDuration((resolvedAt ?? roomAt) - startedAt);
  const expected = lead !== null && lead.metricId === cost?.metricId && incident.phase !== 'resolved' ? lead.expected : null;
  return (
    <div className="incident-facts">
      {cost !== null ? (
        <>
          <Fact
            name={text('fact.lost')}
            value={formatOrders(cost.soFar, language)}
            note={text('fact.lostNote', {
              stage: metricNameOf(workspace, cost.metricId, language),
              time: formatClock(cost.since, timeZone),
            })}
          />
          <Fact
            name={text('fact.perMinute')}
            value={text('cost.perMinute', { orders: formatOrders(cost.perMinute, language) })}
            note={text('fact.perMinuteNote')}
          />
          <Fact
            name={text('fact.share')}
            value={formatShare(-cost.share)}
            note={
              expected === null
                ? text('fact.shareOnly')
                : text('fact.shareNote', {
                    expected: valueText(expected, workspace.metrics[cost.metricId]?.unit ?? '', language),
                  })
            }
          />
        </>
      ) : (
        <>
          <Fact
            name={text('fact.lasts')}
            value={lasts}
            note={text('fact.lastsNote', { time: formatClock(startedAt, timeZone) })}
          />
          <Fact
            name={text('fact.alarms')}
            value={formatCount(alarmCount, language)}
            note={text('fact.alarmsNote', { active: activeCount })}
          />
          <Fact name={text('fact.signals')} value={formatCount(signalCount, language)} note={text('fact.signalsNote')} />
        </>
      )}
      <IncidentPhases incident={incident} diagnosis={diagnosis} roomAt={roomAt} />
    </div>
  );
}

/** The unit is smaller than its number: `5.74 万单` reads as 5.74 first. */
function Fact({ name, value, note }: { name: string; value: string; note: string }): ReactNode {
  const [, size = value, unit = ''] = /^([^\p{L}%]+)(.*)$/u.exec(value) ?? [];
  return (
    <section className="panel incident-fact">
      <h3>{name}</h3>
      <p className="num">
        <span className="fact-size">{size.trim()}</span>
        {unit !== '' && <span className="fact-unit">{unit}</span>}
      </p>
      <p className="faint fact-note">{note}</p>
    </section>
  );
}
