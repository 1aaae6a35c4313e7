import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../i18n/useText';
import { selectLever } from '../../protection/selectProtection';
import { useConsole } from '../../state/windowConsole';
import { selectTimeZone } from '../alerts/selectAlerts';
import { formatClock } from '../format';
import { LeverGlyph } from '../glyphs/LeverGlyph';
import { openPopover } from '../header/popovers';
import { leverPopoverId } from './leverActs';
import './lever.css';

/** Along the upper edge of every window while the lever is pulled: nobody may forget that it is. */
export function LeverBand(): ReactNode {
  const text = useText();
  const language = useLanguage();
  const lever = useConsole(selectLever);
  const timeZone = useConsole(selectTimeZone);
  if (lever?.engaged !== true) return null;
  const { by, at, reason, members } = lever;
  return (
    <aside className="lever-band" role="status">
      <LeverGlyph engaged />
      <span className="strong">{text('lever.band')}</span>
      <span className="lever-band-facts num">
        {[
          by ?? text('lever.nobody'),
          ...(at === null ? [] : [formatClock(at, timeZone)]),
          ...(reason === '' ? [] : [reason]),
          ...members.filter(({ running }) => running > 0).map(({ name, running }) => `${name[language]} ${running}`),
        ].join(' · ')}
      </span>
      <span className="lever-band-still">{text('lever.still')}</span>
      <button type="button" className="button" onClick={() => openPopover(leverPopoverId)}>
        {text('lever.release')} <span className="keycap">⇧F12</span>
      </button>
    </aside>
  );
}
