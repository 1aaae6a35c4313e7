import { useEffect, useRef, type ReactNode } from 'react';
import { OrderCurve } from '../../charts/OrderCurve';
import { useChartOffer } from '../../export/useChartOffer';
import { useLanguage, useText } from '../../i18n/useText';
import { Panel } from '../../ui/Panel';
import { RangeControl } from '../../ui/range/RangeControl';
import { PanelAgeChip } from '../../ui/PanelAgeChip';
import type { WallCell } from './composeWall';

/** One chart of the wall over the whole window, with its event lanes; Esc goes back. */
export function LargeChart({ cell, onClose }: { cell: WallCell; onClose: () => void }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  const panelId = `large:${cell.panelId}`;
  const offer = useChartOffer({ ...cell, panelId, title: cell.name[language] });
  return (
    <Panel
      offer={offer}
      className="wall-large"
      title={cell.name[language]}
      side={
        <>
          <RangeControl />
          <PanelAgeChip panelId={panelId} />
          <button ref={close} type="button" className="button quiet" onClick={onClose}>
            {text('tools.close')} <span className="keycap">Esc</span>
          </button>
        </>
      }
    >
      <div className="wall-large-body">
        <OrderCurve
          panelId={panelId}
          metricId={cell.metricId}
          slice={cell.slice}
          traffic={cell.traffic}
          name={cell.name[language]}
          unit={cell.unit}
        />
      </div>
    </Panel>
  );
}
