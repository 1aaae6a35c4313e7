import { app, dialog, globalShortcut, Notification, powerMonitor } from 'electron';
import type { Execution } from '../../contract/protection';
import type { ProtectionDesk } from '../control/protection/parts';
import type { Store } from '../control/store';
import type { Log } from './logFile';
import { menuTexts } from './menuTexts';
import { preferencesOf } from './preferences';
import type { Windows } from './windows';

/** From anywhere on the desktop: shows the sheet that waits, or the plan board. It opens a window and never arms anything. */
export const protectionShortcut = 'CommandOrControl+Alt+H';

export interface ProtectionCareParts {
  readonly store: Store;
  readonly windows: Windows;
  readonly protection: Pick<ProtectionDesk, 'inForce' | 'woke'>;
  readonly log: Log;
}

/**
 * What a desktop does to protections in force: a console that quits or sleeps lets nothing go, so it says before what stays set, and
 * catches up when it wakes.
 */
export function careForProtection({ store, windows, protection, log }: ProtectionCareParts): void {
  const texts = () => menuTexts[preferencesOf(store).language];
  let sure = false;

  app.on('before-quit', (event) => {
    const inForce = protection.inForce();
    if (sure || inForce.length === 0) return;
    event.preventDefault();
    void askBeforeQuitting(inForce).then((quit) => {
      if (quit) {
        sure = true;
        app.quit();
      } else if (windows.all().length === 0) windows.open('protection', null);
    });
  });

  async function askBeforeQuitting(inForce: readonly Execution[]): Promise<boolean> {
    const { stay, quitAnyway, quitTitle, quitDetail } = texts();
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      title: 'Highnoon',
      message: quitTitle.replace('{count}', String(inForce.length)),
      detail: `${inForce.map(lineOf).join('\n')}\n\n${quitDetail}`,
      buttons: [stay, quitAnyway],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return response === 1;
  }

  function lineOf({ id, name, by, lease }: Execution): string {
    const { language } = preferencesOf(store);
    const { letsGo, stays } = texts();
    return `· ${name[language]} (${id}, ${by}): ${lease?.expiresThere === true ? letsGo : stays}`;
  }

  powerMonitor.on('suspend', () => {
    const inForce = protection.inForce();
    if (inForce.length === 0) return;
    log('warn', `the machine sleeps with ${inForce.length} protections in force`);
    new Notification({ title: texts().quitTitle.replace('{count}', String(inForce.length)), body: texts().sleepDetail }).show();
  });
  powerMonitor.on('resume', () => protection.woke());

  function openSheet(): void {
    const waiting = Object.values(store.read().sheets)
      .filter(({ phase }) => phase !== 'sent' && phase !== 'failed')
      .at(-1);
    const open = waiting === undefined ? windows.open('protection', null) : windows.open('plan', null, waiting.planId);
    open.window.show();
    open.window.focus();
  }
  if (!globalShortcut.register(protectionShortcut, openSheet))
    log('warn', `the shortcut ${protectionShortcut} belongs to another program; the plan board is in the menu all the same`);
  app.on('will-quit', () => globalShortcut.unregister(protectionShortcut));
}
