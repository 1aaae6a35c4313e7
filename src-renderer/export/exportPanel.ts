import type { BackendHealth } from '../../contract/state';
import { textOf } from '../i18n/text';
import { language } from '../i18n/text';
import { roomNow, windowConsole } from '../state/windowConsole';
import { ask } from '../ui/ask';
import { formatAge, formatIsoLocal } from '../ui/format';
import { sourceName } from '../ui/sourceName';
import { bakeCaption } from './bakeCaption';
import { csvBytes } from './csv';
import type { ExportOffer } from './exportOffer';

/** The panel as it is on screen, at the screen's own pixels, with what it is, when it was and whose data under it. */
export async function savePicture(panel: Element, offer: ExportOffer): Promise<void> {
  const root = document.documentElement;
  const caption = captionOf(offer);
  root.dataset['exporting'] = '';
  // The menu has gone and the focus ring with it only once a frame was drawn without them.
  await nextFrame();
  await nextFrame();
  const { left, top, right, bottom } = panel.getBoundingClientRect();
  const part = { left: Math.max(0, Math.floor(left)), top: Math.max(0, Math.floor(top)) };
  const size = { width: Math.ceil(right) - part.left, height: Math.ceil(bottom) - part.top };
  const shot = await ask('export.picture', { ...part, ...size });
  delete root.dataset['exporting'];
  if (!shot.ok) return;
  const bytes = await bakeCaption(shot.value, size.width, caption);
  await ask('export.save', { kind: 'png', suggestedName: fileNameOf(offer), bytes });
}

/** The numbers behind the panel. */
export async function saveTable(offer: ExportOffer): Promise<void> {
  await ask('export.save', { kind: 'csv', suggestedName: fileNameOf(offer), bytes: csvBytes(offer.table()) });
}

export async function copyLink(offer: ExportOffer): Promise<boolean> {
  return (await ask('link.copy', { selection: offer.selection })).ok;
}

/** Title · 2026-10-21T12:04:31+08:00 · data 1.2 s old · Demo City (simulated) */
function captionOf({ title, source }: ExportOffer): { readonly title: string; readonly facts: string } {
  const { shared } = windowConsole().getState();
  const now = language();
  const text = textOf(now);
  const { sampleAt, backendIds } = source();
  const roomAt = roomNow();
  const backends = backendIds.flatMap((id) => shared.backends[id] ?? []);
  const facts = [
    formatIsoLocal(roomAt, timeZoneNow()),
    sampleAt === null ? text('export.noAge') : text('export.age', { age: formatAge(roomAt - sampleAt, now) }),
    ...backends.map((backend) => nameOf(backend)),
  ];
  return { title, facts: facts.join(' · ') };

  function nameOf(backend: BackendHealth): string {
    const name = sourceName(backend, shared.backends, now);
    return backend.simulated ? `${name} (${text('sources.simulated')})` : name;
  }
}

function fileNameOf({ title }: ExportOffer): string {
  return `${title} ${formatIsoLocal(roomNow(), timeZoneNow()).slice(0, 19).replaceAll(':', '.').replace('T', ' ')}`.slice(0, 200);
}

function timeZoneNow(): string {
  return windowConsole().getState().shared.workspace['current']?.timeZone ?? 'UTC';
}

function nextFrame(): Promise<void> {
  return new Promise((drawn) => requestAnimationFrame(() => drawn()));
}
