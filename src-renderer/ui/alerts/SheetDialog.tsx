import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText';
import { ToolGlyph } from '../glyphs/ToolGlyph';
import { closeSheet } from './openEvents';
import './alerts.css';

/** Modal: Escape closes it and Tab stays inside, both by the browser itself; the window's own keys rest meanwhile. */
export function SheetDialog({ name, narrow, children }: { name: string; narrow: boolean; children: ReactNode }): ReactNode {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={`event-sheet${narrow ? ' narrow' : ''}`}
      aria-label={name}
      onClose={closeSheet}
      onKeyDown={(key) => key.stopPropagation()}
    >
      <button type="button" className="sheet-close" aria-label={text('tools.close')} onClick={() => dialog.current?.close()}>
        <ToolGlyph tool="close" />
      </button>
      {children}
    </dialog>
  );
}
