import type { ReactNode } from 'react';
import type { BackendCheckup } from '../../../../contract/engineProtocol';
import type { Result } from '../../../../contract/result';
import type { Text } from '../../../i18n/text';
import { useText } from '../../../i18n/useText';
import { HealthGlyph } from '../../../ui/glyphs/HealthGlyph';

export type CheckState = 'checking' | Result<BackendCheckup> | null;

/** What one try with these settings said, in words. */
export function CheckNote({ state }: { state: CheckState }): ReactNode {
  const text = useText();
  if (state === null) return null;
  if (state === 'checking') return <p className="check-note soft">{text('settings.checking')}</p>;
  if (!state.ok) {
    const { because, message } = state.refusal;
    return (
      <div className="check-note" role="alert" data-check="failed">
        <HealthGlyph health="broken" size={20} />
        <div>
          <p className="strong">
            {because?.reason === 'backend' ? text(`failure.${because.failure}`) : text('settings.checkFailed')}
          </p>
          <p className="soft">{message}</p>
        </div>
      </div>
    );
  }
  return (
    <div className="check-note" role="status" data-check="passed">
      <HealthGlyph health="ok" size={20} />
      <div>
        <p className="strong">{headline(state.value, text)}</p>
        <p className="soft">{clockText(state.value, text)}</p>
        {state.value.notes.map((note) => (
          <p key={note} className="soft">
            {text(`note.${note}`)}
          </p>
        ))}
      </div>
    </div>
  );
}

function headline({ roundTripMs, version }: BackendCheckup, text: Text): string {
  const answered = text('settings.checked', {
    milliseconds: roundTripMs < 10 ? roundTripMs.toFixed(1) : Math.round(roundTripMs),
  });
  return version === null ? answered : `${answered} · ${text('settings.version', { version })}`;
}

function clockText({ clockOffMs, clockErrorMs }: BackendCheckup, text: Text): string {
  if (clockOffMs === null) return text('settings.clockOwn');
  const error = (clockErrorMs / 1_000).toFixed(2);
  // Within what the reading itself may be wrong by, there is no difference to speak of.
  if (Math.abs(clockOffMs) <= clockErrorMs) return text('settings.clockSame', { error });
  return text('settings.checkedClock', {
    seconds: (Math.abs(clockOffMs) / 1_000).toFixed(2),
    direction: text(clockOffMs > 0 ? 'settings.ahead' : 'settings.behind'),
    error,
  });
}
