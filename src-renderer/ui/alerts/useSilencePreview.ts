import { useEffect, useState } from 'react';
import type { SilencePreview } from '../../../contract/alerts';
import type { Result } from '../../../contract/result';
import type { Matcher } from '../../../contract/state';

/** Several chips in one breath are one question … */
const askAfterMs = 150;
/** … and alerts come and go while the sheet is open. */
const askAgainMs = 5_000;

/**
 * What a silence of these matchers would hide, asked anew as they change (the array stays the same while they do not); null
 * while the first answer is on its way, and for no matchers.
 */
export function useSilencePreview(backendId: string, matchers: readonly Matcher[], on: boolean): Result<SilencePreview> | null {
  const [told, setTold] = useState<{ readonly about: string; readonly answer: Result<SilencePreview> } | null>(null);
  useEffect(() => {
    if (!on || matchers.length === 0) return;
    let current = true;
    let timer: number;
    const ask = async (): Promise<void> => {
      const answer = await window.highnoon.ask('silence.preview', { backendId, matchers: [...matchers] });
      if (!current) return;
      setTold({ about: JSON.stringify(matchers), answer });
      timer = window.setTimeout(() => void ask(), askAgainMs);
    };
    timer = window.setTimeout(() => void ask(), askAfterMs);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [backendId, matchers, on]);
  return told?.about === JSON.stringify(matchers) ? told.answer : null;
}
