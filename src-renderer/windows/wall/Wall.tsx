import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { SharedState, WorkspaceView } from '../../../contract/state';
import { rangeKeys } from '../../state/rangeKeys';
import { backToNow } from '../../state/roomRange';
import { useConsole } from '../../state/windowConsole';
import { ask } from '../../ui/ask';
import { popoverIds, togglePopover } from '../../ui/header/popovers';
import { RefusalNote } from '../../ui/RefusalNote';
import { useShortcuts } from '../../ui/useShortcuts';
import { openGravestIncident, switchLanguage, switchSound, switchTheme, toggleFullScreen } from '../../ui/actions';
import { composeWall, wallColumns, wallRows } from './composeWall';
import { LargeChart } from './LargeChart';
import { moveFocus } from './moveFocus';
import { WallCellCard } from './WallCellCard';
import { WallHeader } from './WallHeader';

/** Many small charts that answer one question at a glance: which part is not like the others? */
export function Wall(): ReactNode {
  const workspace = useConsole(selectWorkspace);
  const cells = useMemo(() => (workspace === null ? [] : composeWall(workspace)), [workspace]);
  const grid = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const [largeId, setLargeId] = useState<string | null>(null);
  const large = cells.find((cell) => cell.panelId === largeId) ?? null;
  // First out of the large chart, then back to now.
  useShortcuts(useMemo(() => ({ ...windowKeys, Escape: largeId === null ? backToNow : () => setLargeId(null) }), [largeId]));
  // The hidden grid lost the focus; it comes back to the chart that was large.
  useEffect(() => {
    if (largeId === null) return;
    const cellsNow = grid.current;
    return () => cellsNow?.querySelector<HTMLElement>('[data-cell][tabindex="0"]')?.focus();
  }, [largeId]);

  const walk = (event: KeyboardEvent<HTMLDivElement>): void => {
    const to = moveFocus(event.key, focused, wallColumns, cells.length);
    if (to === null) return;
    event.preventDefault();
    setFocused(to);
    grid.current?.querySelectorAll<HTMLElement>('[data-cell]')[to]?.focus();
  };
  return (
    <main className="wall">
      <WallHeader workspace={workspace} count={cells.length} />
      {large !== null && <LargeChart key={large.panelId} cell={large} onClose={() => setLargeId(null)} />}
      {/* Hidden, not unmounted: hidden charts ask for nothing, and come back without being built again. */}
      <div ref={grid} className="wall-grid" style={gridStyle(cells.length)} hidden={large !== null} onKeyDown={walk}>
        {cells.map((cell, i) => (
          <WallCellCard
            key={cell.panelId}
            cell={cell}
            isFocused={i === focused}
            onFocus={() => setFocused(i)}
            onEnlarge={() => setLargeId(cell.panelId)}
          />
        ))}
      </div>
      <RefusalNote />
    </main>
  );
}

const windowKeys = {
  ...rangeKeys,
  o: () => void ask('window.open', { kind: 'overview' }),
  t: switchTheme,
  l: switchLanguage,
  f: toggleFullScreen,
  i: openGravestIncident,
  m: switchSound,
  p: () => togglePopover(popoverIds.person),
};

/** Few charts get large: the grid never has more columns or rows than they fill. */
function gridStyle(count: number): { gridTemplateColumns: string; gridTemplateRows: string } {
  const columns = Math.max(1, Math.min(wallColumns, count));
  const rows = Math.max(1, Math.min(wallRows, Math.ceil(count / columns)));
  return { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` };
}

function selectWorkspace(shared: SharedState): WorkspaceView | null {
  return shared.workspace['current'] ?? null;
}
