import type { ReactNode } from 'react';
import type { SwitchView } from '../../../contract/protection';
import { useLanguage, useText } from '../../i18n/useText';
import { readingText, valuesText, valueText } from '../../protection/valueText';
import { leftOf } from '../../state/arrivals';
import { useMonotonicTick } from '../../state/useMonotonicTick';
import { formatClock } from '../../ui/format';
import { LampGlyph } from '../../ui/glyphs/LampGlyph';
import type { LampRow } from './lampRows';

/** One switch with its three lamps: shape, value, and in small letters since when or how long still. */
export function LampRowView({
  lamps,
  timeZone,
  isSent,
}: {
  readonly lamps: LampRow;
  readonly timeZone: string;
  readonly isSent: boolean;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { row, wanted, written, observed } = lamps;
  const unit = row.switch?.unit ?? '';
  const present = valuesText(
    row.writes.filter(({ failure }) => failure === null).map((write) => write.present),
    unit,
    language,
  );
  return (
    <tr data-lamps={row.switchId}>
      <th scope="row">
        <span className="num faint">{row.step}</span> {row.switch?.name[language] ?? row.switchId}
      </th>
      <td data-lamp={wanted.lamp}>
        <span className="lamp">
          <LampGlyph lamp={wanted.lamp} />
          <span>
            <span className="lamp-value">
              {wanted.said === 'back' ? text('lamp.nothingWanted') : valueText(row.wanted, unit, language)}
            </span>
            <span className="lamp-note">{text(`lamp.${wanted.said}`)}</span>
          </span>
        </span>
      </td>
      <td data-lamp={written.lamp} data-written={`${written.count}/${written.of}`}>
        <span className="lamp">
          <LampGlyph lamp={written.lamp} />
          <span>
            <span className="lamp-value num">
              {written.said === 'count' ? `${written.count} / ${written.of}` : text('lamp.nowValue', { value: present })}
            </span>
            <span className="lamp-note num">{writtenNote()}</span>
          </span>
        </span>
      </td>
      <td data-lamp={observed.lamp}>
        <span className="lamp">
          <LampGlyph lamp={observed.lamp} />
          <Observed view={observed.view} holder={row.switch} isSent={isSent} />
        </span>
      </td>
    </tr>
  );

  function writtenNote(): string {
    if (written.said === 'back') return text('lamp.takenBack');
    const parts = [
      ...(written.said === 'count' && written.failed > 0 ? [text('lamp.failed', { count: written.failed })] : []),
      ...(written.readAt === null ? [] : [text('lamp.readBack', { time: formatClock(written.readAt, timeZone) })]),
    ];
    return parts.join(' · ');
  }
}

function Observed({
  view,
  holder,
  isSent,
}: {
  readonly view: SwitchView['observed'] | null;
  /** The record in which its countdown came. */
  readonly holder: SwitchView | undefined;
  readonly isSent: boolean;
}): ReactNode {
  const text = useText();
  const now = useMonotonicTick((view?.left ?? null) === null ? null : 1_000);
  if (view === null || holder === undefined) return <span className="lamp-note">{text('observed.gone')}</span>;
  const value = readingText(view.value, view.unit);
  if (view.state === 'none') return <span className="lamp-note">{text('observed.none')}</span>;
  const left = view.left === null ? null : Math.ceil(leftOf(view.left, holder, now) / 1_000);
  return (
    <span>
      <span className="lamp-value num">
        {isSent && view.before !== null ? `${readingText(view.before, view.unit)} → ${value}` : text('lamp.nowValue', { value })}
      </span>
      <span className="lamp-note num">
        {left !== null
          ? text('observed.left', { seconds: left })
          : isSent && view.state !== 'off'
            ? text(`observed.${view.state}`)
            : ''}
      </span>
    </span>
  );
}
