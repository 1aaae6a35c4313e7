import type { ReactNode } from 'react';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { seriesName } from '../../incidents/seriesName';
import { useRoomTick } from '../../state/useRoomTick';
import { roomRate } from '../../state/windowConsole';
import { formatAge, formatShare, formatTimeOfDay } from '../../ui/format';
import { EventGlyph } from '../../ui/glyphs/EventGlyph';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { Panel } from '../../ui/Panel';
import { guardText } from './cautionLines';
import type { PlanPartProps } from './PlanWindow';

/** How it ends: taken back when it does not help or harms, released in steps when its lease ends. */
export function WayBackPanel({ subject: { sheet, execution }, workspace }: PlanPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const roomAt = useRoomTick(10_000);
  if (sheet === null) return null;
  const { verify, unlessHarm, leaseMs, release } = sheet;
  return (
    <Panel
      className="way-back-panel"
      title={text('wayBack.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('wayBack.title')}</span>}
    >
      <ul className="caution-lines">
        <li className="caution-line">
          {verify === null ? <ToolGlyph tool="close" /> : <EventGlyph kind="release" size={18} />}
          <span>
            {verify === null
              ? text('wayBack.noVerify')
              : text(`wayBack.verify.${verify.better}`, {
                  within: formatAge(verify.withinMs, language),
                  metric: seriesName(workspace, verify.metricId, verify.slice, language),
                  by: formatShare(verify.by),
                })}
          </span>
        </li>
        {unlessHarm.map((guard, i) => (
          <li key={i} className="caution-line">
            <EventGlyph kind="release" size={18} />
            <span>{text('wayBack.harm', { guard: guardText(guard, text, language) })}</span>
          </li>
        ))}
        {execution === null && (
          <li className="caution-line">
            <ToolGlyph tool="clock" />
            <span>
              {text('wayBack.lease', {
                lasts: formatAge(leaseMs, language),
                time: formatTimeOfDay(roomAt + leaseMs * roomRate(), workspace.timeZone),
                steps: release.map((share) => `${Math.round(share * 100)}%`).join(' → '),
              })}
            </span>
          </li>
        )}
      </ul>
    </Panel>
  );
}
