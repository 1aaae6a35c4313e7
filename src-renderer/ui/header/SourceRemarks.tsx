import type { ReactNode } from 'react';
import type { BackendHealth } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { formatClock } from '../format';

/** Below a source: since when and why it does not answer, until when it is left alone, and what is odd about it though it answers. */
export function SourceRemarks({
  backend,
  columns,
  timeZone,
}: {
  backend: BackendHealth;
  columns: number;
  timeZone: string | null;
}): ReactNode {
  const text = useText();
  const { failure, failingSince, waitsUntil, notes, reason } = backend;
  if (reason === null && waitsUntil === null && notes.length === 0) return null;
  const failed = [
    ...(failingSince !== null && timeZone !== null
      ? [text('sources.failingSince', { time: formatClock(failingSince, timeZone) })]
      : []),
    ...(failure === null ? [] : [text(`failure.${failure}`)]),
    ...(waitsUntil !== null && timeZone !== null ? [text('sources.waits', { time: formatClock(waitsUntil, timeZone) })] : []),
  ];
  return (
    <tr>
      <td colSpan={columns} className="reason" data-notes={notes.join(' ')}>
        <span className="num">{failed.join(' · ')}</span>
        {notes.map((note) => (
          <span key={note} className="reason-note">
            {text(`note.${note}`)}
          </span>
        ))}
        {reason !== null && <span className="reason-detail">{reason}</span>}
      </td>
    </tr>
  );
}
