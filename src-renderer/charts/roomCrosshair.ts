import { windowConsole } from '../state/windowConsole';

/** Left for observers only, like the draw loop's measure: the timeline itself stays empty. `detail` is the moment, epoch ms. */
export const crosshairMarks = { moved: 'highnoon:crosshair-moved', drawn: 'highnoon:crosshair-drawn' } as const;

type Listener = (at: number | null) => void;

const listeners = new Set<Listener>();
/** The moment under this window's own pointer. */
let own: number | null = null;
let shown: number | null = null;
let drawing = false;
let following = false;

/** The moment that every curve of this window marks, room epoch ms; null while no pointer of the room is over a curve. */
export function crosshairAt(): number | null {
  return shown;
}

/** Calls back in the frame that draws a new moment, once per frame. Returns the function that ends it. */
export function followCrosshair(listener: Listener): () => void {
  listeners.add(listener);
  if (!following) followRoom();
  return () => listeners.delete(listener);
}

/** This window's pointer is over a curve at `at`, or left it; drawn at once here, told to the room once per frame. */
export function pointAt(at: number | null, movedAtMs: number): void {
  const rounded = at === null ? null : Math.round(at);
  if (rounded === own) return;
  own = rounded;
  mark(crosshairMarks.moved, movedAtMs, rounded);
  show(rounded);
  tellRoom();
}

function followRoom(): void {
  following = true;
  const { windowId } = window.highnoon.identity();
  windowConsole().subscribe((now, before) => {
    const pointer = now.shared.crosshair['room'];
    if (pointer === before.shared.crosshair['room'] || own !== null || pointer?.windowId === windowId) return;
    show(pointer?.at ?? null);
  });
  // A page that goes away cannot tell later that its pointer left.
  window.addEventListener('pagehide', () => pointAt(null, performance.now()));
}

function show(at: number | null): void {
  if (at === shown) return;
  shown = at;
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    for (const listener of listeners) listener(shown);
    mark(crosshairMarks.drawn, performance.now(), shown);
  });
}

let told: number | null = null;
let telling = false;

/** At once when the line is free; else the newest moment follows as soon as main has answered, never more than one a frame. */
function tellRoom(): void {
  if (telling || own === told) return;
  telling = true;
  told = own;
  const frame = new Promise((drawn) => requestAnimationFrame(drawn));
  void Promise.all([window.highnoon.ask('view.point', { at: told }), frame]).then(() => {
    telling = false;
    tellRoom();
  });
}

function mark(name: string, startTime: number, detail: number | null): void {
  performance.mark(name, { startTime, detail });
  performance.clearMarks(name);
}
