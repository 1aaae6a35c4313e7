const spacingPx = 9;

/** Slanted lines clipped to the path that `trace` draws; with an edge of the same colour when asked. Same hatch = same idea: lost. */
export function hatch(
  context: CanvasRenderingContext2D,
  box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
  style: { readonly colour: string; readonly widthPx: number; readonly opacity: number; readonly spacingPx?: number },
  trace?: (context: CanvasRenderingContext2D) => void,
): void {
  if (box.right <= box.left || box.bottom <= box.top) return;
  context.save();
  context.beginPath();
  if (trace === undefined) context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  else trace(context);
  context.clip();
  context.globalAlpha = style.opacity;
  context.strokeStyle = style.colour;
  context.lineWidth = style.widthPx;
  const height = box.bottom - box.top;
  const spacing = style.spacingPx ?? spacingPx;
  context.beginPath();
  // Anchored to the canvas, not to the box: the hatch stands still while its box grows.
  for (let x = Math.floor((box.left - height) / spacing) * spacing; x < box.right; x += spacing) {
    context.moveTo(x, box.bottom);
    context.lineTo(x + height, box.top);
  }
  context.stroke();
  context.restore();
}
