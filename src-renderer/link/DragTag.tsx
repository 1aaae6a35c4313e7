import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useText } from '../i18n/useText';
import { draggedRow } from './dragOut';

/** What hangs at the pointer while a row is dragged, and what letting go would do. */
export function DragTag(): ReactNode {
  const text = useText();
  const { row } = useStore(draggedRow);
  if (row === null) return null;
  return (
    <div className={row.isOutside ? 'drag-tag outside' : 'drag-tag'} style={{ left: row.x, top: row.y }}>
      <span className="strong">{row.name}</span>
      <span className="soft">{text(row.isOutside ? 'link.letGo' : 'link.dragOut')}</span>
    </div>
  );
}
