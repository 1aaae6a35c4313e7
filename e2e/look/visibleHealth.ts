/** What one element that carries a health says without colour. */
export interface VisibleHealth {
  readonly where: string;
  readonly health: string;
  /** A shape of ours is drawn in it, and is not empty. */
  readonly hasShape: boolean;
  /** The shape's or the element's own words. */
  readonly words: string;
}

/** Every element that shows a health, as a person without colour vision meets it; runs in the page. */
export function findHealths(): VisibleHealth[] {
  return [...document.querySelectorAll('[data-health]')].map((element) => {
    const shape = element.querySelector('.health-glyph');
    const label = shape?.getAttribute('aria-label') ?? '';
    return {
      where: element.className,
      health: element.getAttribute('data-health') ?? '',
      hasShape: shape !== null && shape.childElementCount > 0 && shape.getBoundingClientRect().width > 0,
      words: `${label} ${element.textContent ?? ''}`,
    };
  });
}
