import { useEffect, useRef, type ReactNode } from 'react';
import type { GraphScene } from '../../coreLink/graphScene';
import { search } from '../../coreLink/graphView';
import { focusTarget } from '../../coreLink/targetFocus';
import { useText } from '../../i18n/useText';

/** Letters ring what they find; Enter goes to the first, again to the next, Escape closes. */
export function SearchBox({
  letters,
  scene,
  found,
}: {
  letters: string;
  scene: GraphScene;
  found: readonly number[];
}): ReactNode {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const next = useRef(0);
  useEffect(() => input.current?.focus(), []);
  return (
    <span className="graph-search">
      <input
        ref={input}
        type="search"
        value={letters}
        placeholder={text('coreLink.searchFor')}
        aria-label={text('coreLink.searchFor')}
        onChange={(event) => {
          next.current = 0;
          search(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') search(null);
          if (event.key !== 'Enter' || found.length === 0) return;
          const node = scene.nodes[found[next.current % found.length] ?? -1];
          next.current += 1;
          if (node !== undefined) focusTarget(node.id);
        }}
      />
      {letters.trim() !== '' && (
        <span className="faint num" role="status">
          {found.length === 0 ? text('coreLink.searchNone') : found.length}
        </span>
      )}
    </span>
  );
}
