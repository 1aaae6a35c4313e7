import { openEvents } from '../../ui/alerts/openEvents';
import { formatClock } from '../../ui/format';
import { laneKeys } from './drawLanes';
import type { CurveFrame } from './curveScene';
import type { LaneItem } from './laneItems';

/** What the lanes show, for the pointer, the keyboard and screen readers: one button over each glyph, ← → between them. */
export interface LaneButtons {
  place(frame: CurveFrame, items: readonly LaneItem[]): void;
  close(): void;
}

export function createLaneButtons(root: HTMLElement): LaneButtons {
  const list = document.createElement('div');
  list.setAttribute('role', 'group');
  list.className = 'lane-items';
  root.append(list);
  const buttons = new Map<string, HTMLButtonElement>();
  let shown = new Map<string, LaneItem>();

  const add = (key: string): HTMLButtonElement => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'lane-item';
    button.addEventListener('click', () => openEvents(shown.get(key)?.glyph.members ?? []));
    list.append(button);
    buttons.set(key, button);
    return button;
  };
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...list.querySelectorAll('button')];
    const from = all.findIndex((each) => each === document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, from + step))]?.focus();
  });

  return {
    place: (frame, items) => {
      // By its first event: a fold that only grows keeps its button, and with it the focus.
      shown = new Map(items.map((item) => [`${item.lane} ${item.glyph.members[0]?.id ?? ''}`, item]));
      for (const [key, button] of buttons)
        if (!shown.has(key)) {
          button.remove();
          buttons.delete(key);
        }
      list.setAttribute('aria-label', frame.scene.words.text('lane.items'));
      const size = frame.layout.lanePitch;
      [...shown].forEach(([key, item], i) => {
        const button = buttons.get(key) ?? add(key);
        button.style.left = `${Math.round(item.glyph.x - size / 2)}px`;
        button.style.top = `${Math.round(item.y - size / 2)}px`;
        button.style.width = `${Math.round(size * (item.glyph.more > 0 ? 2 : 1))}px`;
        button.style.height = `${size}px`;
        button.tabIndex = i === 0 || button === document.activeElement ? 0 : -1;
        const words = spoken(frame, item);
        if (button.getAttribute('aria-label') !== words) {
          button.setAttribute('aria-label', words);
          button.title = words;
        }
      });
    },
    close: () => list.remove(),
  };
}

function spoken({ scene: { words } }: CurveFrame, { lane, glyph }: LaneItem): string {
  const item = words.text('lane.item', {
    lane: words.text(laneKeys[lane]),
    time: formatClock(glyph.event.at, words.timeZone),
    title: glyph.event.title[words.language],
  });
  return glyph.more === 0 ? item : words.text('lane.items.more', { item, count: glyph.more });
}
