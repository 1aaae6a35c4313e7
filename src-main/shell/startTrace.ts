import type { PaintedPart } from './handlers';

/** With HIGHNOON_TRACE_START=1 the first live curve on screen prints one line on stdout, which the start benchmark waits for. */
export function createStartTrace(environment: NodeJS.ProcessEnv, print: (line: string) => void): (what: PaintedPart) => void {
  let told = environment['HIGHNOON_TRACE_START'] !== '1';
  return (what) => {
    if (told || what !== 'chart') return;
    told = true;
    print(`highnoon:first-chart-painted ${Date.now()}\n`);
  };
}
