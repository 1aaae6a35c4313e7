import { screen } from 'electron';
import type { DisplayView } from '../../contract/state';
import type { DisplayArea } from './windowPlace';

/** Every display as window places see it. */
export function displayAreas(): readonly DisplayArea[] {
  const primaryId = screen.getPrimaryDisplay().id;
  return screen.getAllDisplays().map(({ id, workArea }) => ({ id, workArea, primary: id === primaryId }));
}

/** The displays collection, told now and at every change; `moved` follows a change, when windows may be off-screen. */
export function followDisplays(tell: (displays: Readonly<Record<string, DisplayView>>) => void, moved: () => void): void {
  const changed = (): void => {
    tell(viewDisplays());
    moved();
  };
  screen.on('display-added', changed);
  screen.on('display-removed', changed);
  screen.on('display-metrics-changed', changed);
  tell(viewDisplays());
}

function viewDisplays(): Readonly<Record<string, DisplayView>> {
  const primaryId = screen.getPrimaryDisplay().id;
  return Object.fromEntries(
    screen
      .getAllDisplays()
      .map(({ id, label, size }) => [
        String(id),
        { label: label === '' ? `Display ${id}` : label, width: size.width, height: size.height, primary: id === primaryId },
      ]),
  );
}
