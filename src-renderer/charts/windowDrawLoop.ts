import { createDrawLoop, type DrawLoop } from './drawLoop';

export const drawFrameMeasure = 'highnoon:draw';

let loop: DrawLoop | undefined;

/** This window's one draw loop. Each frame leaves a performance measure for observers; the timeline itself stays empty. */
export function windowDrawLoop(): DrawLoop {
  loop ??= createDrawLoop({
    requestFrame: (draw) => void requestAnimationFrame(draw),
    now: () => performance.now(),
    report: (start, end, drawn, left) => {
      performance.measure(drawFrameMeasure, { start, end, detail: { drawn, left } });
      performance.clearMeasures(drawFrameMeasure);
    },
  });
  return loop;
}
