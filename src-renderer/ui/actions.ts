import type { Slice } from '../../contract/words';
import { openIncidents } from '../incidents/incidentOrder';
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

export function openOverview(): void {
  void ask('window.open', { kind: 'overview' });
}

/** Selects it for the room and shows where in it the difference lies; without a slice or dimensions, all of it and whichever tells most. */
export function openDrill(metricId: string, slice: Slice = {}, by: readonly string[] = []): void {
  void ask('view.select', { selection: { metricId, slice, against: null, by: [...by] } });
  void ask('window.open', { kind: 'drill' });
}

/** What the room has selected, else the headline metric as a whole. */
export function openHeadlineDrill(): void {
  const { selection, workspace } = windowConsole().getState().shared;
  const metricId = workspace['current']?.headlineMetricId;
  if (selection['room'] === undefined && metricId !== undefined) openDrill(metricId);
  else void ask('window.open', { kind: 'drill' });
}

export function openIncident(incidentId: string): void {
  void ask('window.open', { kind: 'incident', subject: incidentId });
}

export function openReport(incidentId: string): void {
  void ask('window.open', { kind: 'report', subject: incidentId });
}

/** An incident window without a subject lists those of today. */
export function openIncidentList(): void {
  void ask('window.open', { kind: 'incident' });
}

/** The gravest that is open, else the list. */
export function openGravestIncident(): void {
  const [gravest] = openIncidents(windowConsole().getState().shared.incidents);
  if (gravest === undefined) openIncidentList();
  else openIncident(gravest.id);
}

/** Where in it is it broken? The graph of the core link. */
export function openCoreLink(): void {
  void ask('window.open', { kind: 'coreLink' });
}

export function openBacktest(): void {
  void ask('window.open', { kind: 'backtest' });
}

export function switchSound(): void {
  const sound = windowConsole().getState().shared.preferences['ui']?.sound ?? true;
  void ask('preferences.set', { sound: !sound });
}

/** A window in full screen is exactly as large as its display. */
export function toggleFullScreen(): void {
  const isFull = window.innerHeight >= window.screen.height;
  void ask('window.fullScreen', { on: !isFull });
}

export function openSettings(): void {
  void ask('window.open', { kind: 'settings' });
}

export function openWorkspace(): void {
  void ask('workspace.openDialog', undefined);
}

export function openLinkOnClipboard(): void {
  void ask('link.open', { link: null });
}

export function openDemo(): void {
  void ask('workspace.openDemo', undefined);
}

export function openRecent(path: string): void {
  void ask('workspace.open', { path });
}
