import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useText } from '../i18n/useText';
import { dismissRefusal, lastRefusal } from './ask';
import { HealthGlyph } from './glyphs/HealthGlyph';
import { ToolGlyph } from './glyphs/ToolGlyph';

/** Says why a request was refused, at the foot of the window, until it is dismissed. */
export function RefusalNote(): ReactNode {
  const text = useText();
  const { refusal } = useStore(lastRefusal);
  if (refusal === null) return null;
  return (
    <div className="refusal-note" role="alert">
      <HealthGlyph health="broken" size={20} />
      <span>
        <span className="strong">{text('refusal.title')}</span> <span className="soft">{refusal.message}</span>
      </span>
      <button type="button" className="button quiet" aria-label={text('tools.close')} onClick={dismissRefusal}>
        <ToolGlyph tool="close" />
      </button>
    </div>
  );
}
