import type { LaunchOptions } from './launchOptions';
import type { Leaving } from './leaving';
import type { PaintedPart } from './handlers';
import { awaitScreenshot } from './screenshot';
import { createStartTrace } from './startTrace';
import type { OpenWindow } from './windows';

/** What follows when a window says what it has painted: the start benchmark's line, and `--screenshot=FILE [--exit]`. */
export function followPaint(
  options: LaunchOptions,
  environment: NodeJS.ProcessEnv,
  leaving: Leaving,
): (open: OpenWindow, what: PaintedPart) => void {
  const trace = createStartTrace(environment, (line) => process.stdout.write(line));
  const screenshot =
    options.screenshot === null
      ? null
      : awaitScreenshot(options.screenshot, (failure) => {
          if (failure === null) process.stdout.write(`highnoon: picture written to ${options.screenshot ?? ''}\n`);
          else process.stderr.write(`highnoon: ${failure}\n`);
          if (options.exit) leaving.leave(failure === null ? 0 : 1);
        });
  return (open, what) => {
    trace(what);
    screenshot?.painted(open.window, what);
  };
}
