import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { selectLever } from '../../protection/selectProtection';
import { useConsole } from '../../state/windowConsole';
import { LeverGlyph } from '../glyphs/LeverGlyph';
import { pressLever } from './leverActs';
import './lever.css';

/** In the header of every window: whether drills, stress runs and automations are stopped, and the one control that stops them. */
export function LeverChip(): ReactNode {
  const text = useText();
  const lever = useConsole(selectLever);
  const engaged = lever?.engaged === true;
  return (
    <button
      type="button"
      className={engaged ? 'header-part lever-chip engaged' : 'header-part lever-chip'}
      data-lever={engaged ? 'engaged' : 'free'}
      aria-label={`${text('lever.title')}: ${text(engaged ? 'lever.engaged' : 'lever.free')}`}
      title={`${text(engaged ? 'lever.howRelease' : 'lever.howEngage')} (⇧F12)`}
      onClick={pressLever}
    >
      <LeverGlyph engaged={engaged} />
      <span>
        <span className="header-first">{text('lever.title')}</span>
        <span className="header-second">{text(engaged ? 'lever.engaged' : 'lever.free')}</span>
      </span>
    </button>
  );
}
