import type { ReactNode } from 'react';
import type { IncidentStep } from '../../../contract/incidents';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { selectEvents } from '../../ui/alerts/selectAlerts';
import { formatClock } from '../../ui/format';
import { EventGlyph } from '../../ui/glyphs/EventGlyph';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { Panel } from '../../ui/Panel';
import type { IncidentPartProps } from './IncidentBody';
import { stepNote } from './stepNote';
import { timelineRows, type TimelineRow } from './timelineRows';

/** Who did what, what happened by itself, and what changed in the system, newest first. */
export function TimelinePanel({ workspace, incident }: IncidentPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const rows = timelineRows(incident, useConsole(selectEvents));
  return (
    <Panel
      className="timeline-panel"
      title={text('timeline.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('timeline.title')}</span>}
    >
      {rows.length === 0 ? (
        <p className="faint">{text('timeline.none')}</p>
      ) : (
        <ol className="timeline-rows" tabIndex={0} aria-label={text('timeline.title')}>
          {rows.map((row, i) => (
            // Newest first, and only ever added to: the place from the end names a row.
            <Row key={rows.length - i} row={row} timeZone={workspace.timeZone} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Row({ row, timeZone }: { row: TimelineRow; timeZone: string }): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <li className="timeline-row" data-step={row.kind === 'step' ? row.step.kind : row.what}>
      <span className="num faint">{formatClock(row.at, timeZone)}</span>
      {row.kind === 'step' ? <StepGlyph step={row.step} /> : <EventGlyph kind={row.what} size={16} />}
      <span className="timeline-words">
        {row.kind === 'event' ? (
          <>
            {row.title[language]}
            {row.target !== null && <span className="faint"> · {row.target}</span>}
          </>
        ) : (
          <>
            {text(`step.${row.step.kind}`)}
            {row.step.note !== null && row.step.note !== '' && (
              <span className="strong"> {stepNote(row.step.kind, row.step.note, language)}</span>
            )}
          </>
        )}
      </span>
      <span className="faint timeline-by">
        {row.kind === 'event' ? text(`event.${row.what}`) : (row.step.by ?? text('timeline.self'))}
      </span>
    </li>
  );
}

/** A triangle where it began or got worse, a tick where it got better, a disc where a person did something. */
function StepGlyph({ step: { kind, by } }: { step: IncidentStep }): ReactNode {
  if (kind === 'opened' || kind === 'relapsed' || kind === 'reopened')
    return <EventGlyph kind="alarm" severity="critical" size={16} />;
  if (kind === 'resolved' || kind === 'recovering') return <ToolGlyph tool="tick" />;
  if (kind === 'graded' || kind === 'grew' || kind === 'merged')
    return <EventGlyph kind="alarm" severity="info" quiet size={16} />;
  return by === null ? <ToolGlyph tool="chevron" /> : <EventGlyph kind="action" size={16} />;
}
