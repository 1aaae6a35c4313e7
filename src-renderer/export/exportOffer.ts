import { createStore } from 'zustand/vanilla';
import type { LineStatus } from '../../contract/frames';
import type { RoomSelection } from '../../contract/roomView';
import { windowFrames } from '../frames/windowFrames';
import type { CsvTable } from './csv';

/** What a panel hands out. Everything but the title is read when a person asks for it. */
export interface ExportOffer {
  /** What it shows, as its title says it: goes under the picture and into the file's name. */
  readonly title: string;
  readonly source: () => ExportSource;
  readonly table: () => CsvTable;
  /** What a link to it selects; null: whatever the room has selected then. */
  readonly selection: RoomSelection | null;
}

/** Whose data, and how old. */
export interface ExportSource {
  /** Time of the newest sample, room epoch ms; null when none is known. */
  readonly sampleAt: number | null;
  readonly backendIds: readonly string[];
}

/** The one that a window's export menu is open for; null while it is closed. */
export const openedExport = createStore<{ readonly opened: { readonly panel: Element; readonly offer: ExportOffer } | null }>(
  () => ({ opened: null }),
);

export function openExport(panel: Element, offer: ExportOffer): void {
  openedExport.setState({ opened: { panel, offer } });
}

/** The source of a panel whose samples come as frames. */
export function panelSource(panelId: string): ExportSource {
  return statusSource(windowFrames().bufferOf(panelId)?.lines[0]);
}

/** The source of a line of a chart, or of a table. */
export function statusSource(status: LineStatus | undefined): ExportSource {
  if (status === undefined) return { sampleAt: null, backendIds: [] };
  return { sampleAt: status.sampleAt, backendIds: status.backendId === '' ? [] : [status.backendId] };
}
