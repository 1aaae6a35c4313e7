import type { ReactNode } from 'react';
import { useText } from '../i18n/useText';
import { selectSound } from '../incidents/selectIncidents';
import { useConsole } from '../state/windowConsole';
import { switchSound } from '../ui/actions';
import { ToolGlyph } from '../ui/glyphs/ToolGlyph';

/** In the header of every window: a glyph while it is on; the word too when it is off, because then silence means nothing. */
export function SoundSwitch(): ReactNode {
  const text = useText();
  const isOn = useConsole(selectSound);
  return (
    <button
      type="button"
      className={isOn ? 'button quiet sound-switch' : 'button quiet sound-switch off'}
      role="switch"
      aria-checked={isOn}
      aria-label={text('sound.title')}
      title={`${text(isOn ? 'sound.on' : 'sound.off')} (M) · ${text('sound.note')}`}
      onClick={switchSound}
    >
      <ToolGlyph tool={isOn ? 'soundOn' : 'soundOff'} />
      {!isOn && text('sound.off')}
    </button>
  );
}
