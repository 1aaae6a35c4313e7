import type { KeyboardEvent, ReactNode } from 'react';
import type { Suspect } from '../../../contract/diagnosis';
import { confidenceText, confidenceWord } from '../../diagnosis/confidence';
import { useLanguage, useText } from '../../i18n/useText';
import { formatOrders, formatShare } from '../../ui/format';
import { moveRow } from '../drill/moveRow';

/** Who may have done it, likeliest first. ↑ and ↓ choose, and the evidence beside it follows; the residual stands last, always. */
export function SuspectList({
  suspects,
  residual,
  pickedId,
  onPick,
}: {
  readonly suspects: readonly Suspect[];
  readonly residual: { readonly share: number; readonly perMinute: number | null };
  readonly pickedId: string;
  readonly onPick: (id: string) => void;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = Math.max(
      0,
      suspects.findIndex(({ id }) => id === pickedId),
    );
    const to = moveRow(event.key, from, suspects.length, suspects.length);
    const next = to === null ? undefined : suspects[to];
    if (next === undefined) return;
    event.preventDefault();
    onPick(next.id);
    event.currentTarget.children[to ?? 0]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div className="suspects">
      <h3 className="suspects-head">
        {text('suspects.title')} <span className="faint">{text('suspects.keys')}</span>
      </h3>
      <ul className="suspect-rows" role="listbox" aria-label={text('suspects.title')} tabIndex={0} onKeyDown={press}>
        {suspects.map((suspect, i) => (
          <li
            key={suspect.id}
            role="option"
            className="suspect-row"
            aria-selected={suspect.id === pickedId}
            data-suspect={suspect.id}
            onClick={() => onPick(suspect.id)}
          >
            <span className="suspect-name">
              <span className="num faint">{i + 1}</span> {suspect.name[language]}
            </span>
            <span className="num suspect-confidence">{confidenceText(suspect.confidence)}</span>
            <span className="suspect-bar">
              <i style={{ width: `${(100 * suspect.confidence).toFixed(0)}%` }} />
            </span>
            <span className="suspect-note faint">
              {text(`suspect.${suspect.kind}`)} · {text(confidenceWord(suspect.confidence))}
            </span>
          </li>
        ))}
        <li className="suspect-row residual" role="presentation" data-part="residual">
          <span className="suspect-name">{text('residual.title')}</span>
          <span className="num suspect-confidence">{formatShare(residual.share)}</span>
          <span className="suspect-bar">
            <i style={{ width: `${(100 * Math.min(1, Math.max(0, residual.share))).toFixed(0)}%` }} />
          </span>
          {residual.perMinute !== null && (
            <span className="suspect-note faint num">
              {text('incident.costNow', { orders: formatOrders(Math.abs(residual.perMinute), language) })}
            </span>
          )}
        </li>
      </ul>
    </div>
  );
}
