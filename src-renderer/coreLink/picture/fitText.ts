/** Widths of texts by font: measuring costs more than drawing, and names hardly change. Emptied when it has grown beyond use. */
const widths = new Map<string, number>();
const widthsMax = 8_000;

/** The text, or as much of it as fits with an ellipsis; empty where not even three letters do. `context.font` is set already. */
export function fitText(context: CanvasRenderingContext2D, text: string, widthPx: number): string {
  if (widthOf(context, text) <= widthPx) return text;
  for (let length = text.length - 1; length >= 3; length -= 1) {
    const shortened = `${text.slice(0, length)}…`;
    if (widthOf(context, shortened) <= widthPx) return shortened;
  }
  return '';
}

export function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size >= widthsMax) widths.clear();
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}

/** Other fonts have come: what was measured is no longer true. */
export function forgetWidths(): void {
  widths.clear();
}
