/** 24 panels × 4 lines × 600 points, one object per point, whole every second: a lunch curve with a little noise. */
const panelCount = 24;
const lineCount = 4;
const pointCount = 600;
const stepMs = 10_000;

function valueAt(panel, line, at) {
  const slope = 1_000 + 200 * Math.sin(at / 3_000_000 + panel);
  return slope * (1 + line / 50) + 20 * Math.sin(at / 7_000 + line);
}

function panelsNow() {
  const newestAt = Math.floor(Date.now() / stepMs) * stepMs;
  const firstAt = newestAt - (pointCount - 1) * stepMs;
  return Array.from({ length: panelCount }, (_, panel) => ({
    panelId: `panel ${panel}`,
    lines: Array.from({ length: lineCount }, (_, line) =>
      Array.from({ length: pointCount }, (_, i) => {
        const at = firstAt + i * stepMs;
        return { at, value: valueAt(panel, line, at) * (at === newestAt ? (Date.now() - at) / stepMs : 1) };
      }),
    ),
  }));
}

setInterval(() => process.parentPort.postMessage(panelsNow()), 1_000);
