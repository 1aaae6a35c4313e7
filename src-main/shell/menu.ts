import { Menu, type MenuItemConstructorOptions } from 'electron';
import { basename } from 'node:path';
import type { RuntimeIdentity, WindowKindName } from '../../contract/windowKinds';
import type { Language, Theme } from '../../contract/choices';
import { menuTexts, type MenuTexts } from './menuTexts';

export interface MenuFacts {
  readonly language: Language;
  readonly theme: Theme;
  readonly recentPaths: readonly string[];
}

/** What the menu can do; every entry is also a command that windows may ask for, or Electron's own role. */
export interface MenuActions {
  openDialog(): void;
  openPath(path: string): void;
  openDemo(): void;
  /** The link on the clipboard. */
  openLink(): void;
  openWindow(kind: WindowKindName): void;
  engageLever(): void;
  setTheme(theme: Theme): void;
  setLanguage(language: Language): void;
  about(): void;
}

export function showMenu(facts: MenuFacts, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(facts, actions)));
}

/** The menu as data, so that a test can read it without a window. */
export function menuTemplate(facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const texts = menuTexts[facts.language];
  return [
    { label: texts.file, submenu: fileEntries(texts, facts, actions) },
    { label: texts.view, submenu: viewEntries(texts, facts, actions) },
    { label: texts.help, submenu: [{ label: texts.about, click: () => actions.about() }] },
  ];
}

function fileEntries(texts: MenuTexts, facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const recent = facts.recentPaths.map((path) => ({
    label: basename(path),
    sublabel: path,
    toolTip: path,
    click: () => actions.openPath(path),
  }));
  return [
    { label: texts.open, accelerator: 'CommandOrControl+O', click: () => actions.openDialog() },
    { label: texts.openRecent, submenu: recent.length > 0 ? recent : [{ label: texts.noRecent, enabled: false }] },
    { label: texts.demoCity, click: () => actions.openDemo() },
    { label: texts.openLink, accelerator: 'CommandOrControl+Shift+O', click: () => actions.openLink() },
    { type: 'separator' },
    { label: texts.settings, accelerator: 'CommandOrControl+,', click: () => actions.openWindow('settings') },
    { type: 'separator' },
    { label: texts.closeWindow, role: 'close' },
    { label: texts.quit, role: 'quit' },
  ];
}

function viewEntries(texts: MenuTexts, facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const themeEntry = (theme: Theme, label: string): MenuItemConstructorOptions => ({
    label,
    type: 'radio',
    checked: facts.theme === theme,
    click: () => actions.setTheme(theme),
  });
  const languageEntry = (language: Language, label: string): MenuItemConstructorOptions => ({
    label,
    type: 'radio',
    checked: facts.language === language,
    click: () => actions.setLanguage(language),
  });
  return [
    { label: texts.overview, accelerator: 'CommandOrControl+1', click: () => actions.openWindow('overview') },
    { label: texts.wall, accelerator: 'CommandOrControl+2', click: () => actions.openWindow('wall') },
    { label: texts.drill, accelerator: 'CommandOrControl+3', click: () => actions.openWindow('drill') },
    { label: texts.coreLink, accelerator: 'CommandOrControl+4', click: () => actions.openWindow('coreLink') },
    { label: texts.protection, accelerator: 'CommandOrControl+5', click: () => actions.openWindow('protection') },
    { label: texts.lever, accelerator: 'Shift+F12', click: () => actions.engageLever() },
    { label: texts.fullScreen, role: 'togglefullscreen' },
    { type: 'separator' },
    { label: texts.theme, submenu: [themeEntry('dark', texts.dark), themeEntry('light', texts.light)] },
    { label: texts.language, submenu: [languageEntry('zh', '中文'), languageEntry('en', 'English')] },
    { type: 'separator' },
    { label: texts.reload, role: 'reload' },
    { label: texts.developerTools, role: 'toggleDevTools' },
  ];
}

/** The About box: which console, which Electron, and plainly whether it is the fallback runtime. */
export function aboutText(
  language: Language,
  appVersion: string,
  runtime: RuntimeIdentity,
): { readonly message: string; readonly detail: string } {
  const texts = menuTexts[language];
  const origin = runtime.origin === 'fallback' ? texts.fallbackRuntime : texts.officialRuntime;
  return {
    message: `午峰 Highnoon ${appVersion}`,
    detail: `${origin}\nElectron ${runtime.electron} · Chromium ${runtime.chromium} · Node ${runtime.node}`,
  };
}
