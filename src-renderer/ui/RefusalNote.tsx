import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useText } from '../i18n/useText';
import { useConsole } from '../state/windowConsole';
import { dismissRefusal, lastRefusal } from './ask';
import { HealthGlyph } from './glyphs/HealthGlyph';
import { ToolGlyph } from './glyphs/ToolGlyph';
import { openPopover, popoverIds } from './header/popovers';
import { refusalText } from './people/refusalText';
import { selectPeopleFile, selectSession } from './people/selectPeople';

/** Says why a request was refused, at the foot of the window, until it is dismissed; offers to sign in where a role was missing. */
export function RefusalNote(): ReactNode {
  const text = useText();
  const { refusal } = useStore(lastRefusal);
  const phase = useConsole(selectPeopleFile)?.phase ?? 'kept';
  const signedIn = useConsole(selectSession) !== null;
  if (refusal === null) return null;
  return (
    <div className="refusal-note" role="alert">
      <HealthGlyph health="broken" size={20} />
      <span>
        <span className="strong">{text('refusal.title')}</span>{' '}
        <span className="soft">{refusalText(refusal, text, phase, signedIn)}</span>
      </span>
      {refusal.because?.reason === 'role' && phase !== 'locked' && (
        <button type="button" className="button action" onClick={() => openPopover(popoverIds.person)}>
          {text(signInName(phase, signedIn))}
        </button>
      )}
      <button type="button" className="button quiet" aria-label={text('tools.close')} onClick={dismissRefusal}>
        <ToolGlyph tool="close" />
      </button>
    </div>
  );
}

function signInName(phase: 'none' | 'kept', signedIn: boolean) {
  if (signedIn) return 'people.switch';
  return phase === 'none' ? 'people.createFirst' : 'people.signIn';
}
