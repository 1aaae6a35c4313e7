/** One piece of text that a person cannot read as it was meant. */
export interface TextTrouble {
  readonly kind: 'outside the window' | 'clipped' | 'too wide for its box' | 'overlapping';
  readonly text: string;
  /** The box that clips it or the text it collides with. */
  readonly by: string;
}

/**
 * Finds clipped and overlapping text in the page it runs in; hand it to `page.evaluate`, so it may not use anything outside
 * itself. Text counts as the band of its font size around each line's middle: line boxes of neighbours may overlap, glyphs
 * may not. What is only heard has no place; of what scrolls counts what its box shows. A container marked `data-drops-whole` hides children that do not fit whole; children it cuts through are found.
 */
export function findTextTrouble(): TextTrouble[] {
  interface Piece {
    readonly text: string;
    readonly holder: Element;
    readonly layer: Element;
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  const tolerancePx = 1.5;
  const found: TextTrouble[] = [];

  const nameOf = (element: Element): string =>
    [element.tagName.toLowerCase(), ...element.classList].join('.') + (element.id === '' ? '' : `#${element.id}`);
  const layerOf = (element: Element): Element => {
    for (let at: Element | null = element; at !== null; at = at.parentElement)
      if (at.matches('[popover], dialog') || getComputedStyle(at).position === 'fixed') return at;
    return document.documentElement;
  };

  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() !== null) {
    const node = walker.currentNode;
    const holder = node.parentElement;
    const text = (node.textContent ?? '').trim();
    if (holder === null || text === '' || holder.closest('script, style, .heard-only') !== null) continue;
    if (!holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const sizePx = Number.parseFloat(getComputedStyle(holder).fontSize);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      if (line.width === 0 || line.height === 0) continue;
      const halfPx = Math.min(line.height, sizePx) / 2;
      const middle = (line.top + line.bottom) / 2;
      pieces.push({
        text,
        holder,
        layer: layerOf(holder),
        left: line.left,
        right: line.right,
        top: middle - halfPx,
        bottom: middle + halfPx,
      });
    }
  }

  const visible = pieces.flatMap((whole): Piece[] => {
    let piece = whole;
    for (let at: Element | null = piece.holder; at !== null && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const box = at.getBoundingClientRect();
      const isOut = piece.right <= box.left || piece.left >= box.right || piece.bottom <= box.top || piece.top >= box.bottom;
      const scrolls = [overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll');
      if (isOut && (scrolls || at.hasAttribute('data-drops-whole'))) return [];
      const isCut =
        piece.left < box.left - tolerancePx ||
        piece.right > box.right + tolerancePx ||
        piece.top < box.top - tolerancePx ||
        piece.bottom > box.bottom + tolerancePx;
      if (isCut && !scrolls) {
        found.push({ kind: 'clipped', text: piece.text, by: nameOf(at) });
        return [];
      }
      if (isCut)
        piece = {
          ...piece,
          left: Math.max(piece.left, box.left),
          right: Math.min(piece.right, box.right),
          top: Math.max(piece.top, box.top),
          bottom: Math.min(piece.bottom, box.bottom),
        };
      // What a box that is pinned to the window shows is not clipped by the boxes it was written in.
      if (getComputedStyle(at).position === 'fixed') break;
    }
    return [piece];
  });

  for (const { text, left, right, top, bottom } of visible)
    if (left < -tolerancePx || top < -tolerancePx || right > innerWidth + tolerancePx || bottom > innerHeight + tolerancePx)
      found.push({ kind: 'outside the window', text, by: `${innerWidth}×${innerHeight}` });

  const boxes = new Set<Element>();
  for (const { holder } of visible)
    for (let at: Element | null = holder; at !== null && at !== document.body; at = at.parentElement) boxes.add(at);
  for (const box of boxes) {
    const { overflowX, display } = getComputedStyle(box);
    if (display.startsWith('inline') || box.clientWidth === 0 || box.hasAttribute('data-drops-whole')) continue;
    if (overflowX !== 'auto' && overflowX !== 'scroll' && box.scrollWidth > box.clientWidth + tolerancePx)
      found.push({ kind: 'too wide for its box', text: (box.textContent ?? '').trim().slice(0, 60), by: nameOf(box) });
  }

  visible.forEach((one, i) => {
    for (const other of visible.slice(i + 1)) {
      if (one.holder === other.holder || one.layer !== other.layer) continue;
      const acrossPx = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const downPx = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (acrossPx > tolerancePx && downPx > tolerancePx) found.push({ kind: 'overlapping', text: one.text, by: other.text });
    }
  });
  return found;
}
