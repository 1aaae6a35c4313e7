import { windowConsole } from '../state/windowConsole';
import { ask } from './ask';

/** What the overview's keys and menu do; both call these, so they cannot differ. */
export function switchTheme(): void {
  const theme = windowConsole().getState().shared.preferences['ui']?.theme ?? 'dark';
  void ask('preferences.set', { theme: theme === 'dark' ? 'light' : 'dark' });
}

export function switchLanguage(): void {
  const language = windowConsole().getState().shared.preferences['ui']?.language ?? 'zh';
  void ask('preferences.set', { language: language === 'zh' ? 'en' : 'zh' });
}

export function openWall(): void {
  void ask('window.open', { kind: 'wall' });
}

/** A window in full screen is exactly as large as its display. */
export function toggleFullScreen(): void {
  const isFull = window.innerHeight >= window.screen.height;
  void ask('window.fullScreen', { on: !isFull });
}

export function openWorkspace(): void {
  void ask('workspace.openDialog', undefined);
}

export function openDemo(): void {
  void ask('workspace.openDemo', undefined);
}

export function openRecent(path: string): void {
  void ask('workspace.open', { path });
}
