import type { GraphPoint } from '../../../contract/coreLink';
import { panCamera } from '../../coreLink/camera';
import { dock, hold, letGo } from '../../coreLink/drag/dock';
import { isOutside } from '../../coreLink/drag/outside';
import type { GraphPicture } from '../../coreLink/picture/graphPicture';
import type { ScenePart } from '../../coreLink/travel';
import { ownLength } from '../../ui/pageScale';

/** What a hand on the picture does; the stage says what each means. */
export interface PointerAims {
  isArranging(): boolean;
  targetOf(part: ScenePart): string | null;
  hover(part: ScenePart | null): void;
  focus(part: ScenePart | null): void;
  open(part: ScenePart): void;
  /** A node on its way, graph units from where it stands; null: no more. */
  moving(part: ScenePart | null, by: GraphPoint): void;
  moved(part: ScenePart, by: GraphPoint): void;
  /** Let go over this drop target of the dock, or outside the window at a point of the desktop. */
  dropped(target: string, over: string | null, outside: GraphPoint | null): void;
  /** A person moved the picture. */
  touched(): void;
}

type Grip = 'pan' | 'press' | 'hold' | 'move';

/** Less is a click with an unsteady hand. */
const dragFromPx = 6;

/** Hover, click, pan, zoom, drag out, and moving nodes while arranging. Returns the function that lets go of the host. */
export function followPointer(picture: GraphPicture, aims: PointerAims): () => void {
  const { host } = picture;
  let grip: { kind: Grip; readonly part: ScenePart | null; readonly from: GraphPoint; last: GraphPoint } | null = null;

  const pointOf = (event: MouseEvent): GraphPoint => {
    const box = host.getBoundingClientRect();
    return { x: ownLength(event.clientX - box.left), y: ownLength(event.clientY - box.top) };
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0 || isControl(event.target)) return;
    const at = pointOf(event);
    const part = picture.hit(at.x, at.y);
    grip = { kind: part === null ? 'pan' : 'press', part, from: at, last: at };
    host.setPointerCapture(event.pointerId);
    host.focus({ preventScroll: true });
  };
  const move = (event: PointerEvent): void => {
    const at = pointOf(event);
    if (grip === null) {
      aims.hover(isControl(event.target) ? null : picture.hit(at.x, at.y));
      return;
    }
    if (grip.kind === 'press' && grip.part !== null && Math.hypot(at.x - grip.from.x, at.y - grip.from.y) >= dragFromPx) {
      const moves = grip.part.kind === 'node' && (aims.isArranging() || event.shiftKey);
      grip.kind = moves ? 'move' : 'hold';
      aims.hover(null);
    }
    if (grip.kind === 'pan') {
      if (at.x !== grip.last.x || at.y !== grip.last.y) aims.touched();
      picture.setCamera(panCamera(picture.camera(), at.x - grip.last.x, at.y - grip.last.y));
    }
    if (grip.kind === 'move') aims.moving(grip.part, byOf(grip.from, at));
    if (grip.kind === 'hold' && grip.part !== null) holdAt(grip.part, event);
    grip.last = at;
  };
  const up = (event: PointerEvent): void => {
    const held = grip;
    grip = null;
    if (held === null) return;
    const at = pointOf(event);
    if (held.kind === 'pan' && Math.hypot(at.x - held.from.x, at.y - held.from.y) < dragFromPx) aims.focus(null);
    if (held.part === null) return;
    if (held.kind === 'press') aims.focus(held.part);
    if (held.kind === 'move') {
      aims.moving(null, byOf(held.from, at));
      aims.moved(held.part, byOf(held.from, at));
    }
    if (held.kind === 'hold') drop();
  };
  const cancel = (): void => {
    if (grip?.kind === 'move') aims.moving(null, { x: 0, y: 0 });
    if (grip?.kind === 'hold') letGo();
    grip = null;
  };
  const byOf = (from: GraphPoint, to: GraphPoint): GraphPoint => {
    const { zoom } = picture.camera();
    return { x: (to.x - from.x) / zoom, y: (to.y - from.y) / zoom };
  };
  let desktop: GraphPoint = { x: 0, y: 0 };
  const holdAt = (part: ScenePart, event: PointerEvent): void => {
    const target = aims.targetOf(part);
    if (target === null) return;
    // Escape has let go of it: the hand holds nothing any more.
    if (dock.getState().held === null && isHeld) return;
    isHeld = true;
    desktop = { x: event.screenX, y: event.screenY };
    const below = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-drop]');
    const over = below instanceof HTMLElement ? (below.dataset['drop'] ?? null) : null;
    const at = { x: ownLength(event.clientX), y: ownLength(event.clientY) };
    hold({ target, at, over, isOutside: isOutside(window, event.screenX, event.screenY) });
  };
  let isHeld = false;
  const drop = (): void => {
    isHeld = false;
    const { held } = dock.getState();
    if (held === null) return;
    letGo();
    aims.dropped(held.target, held.over, held.isOutside ? desktop : null);
  };
  const leave = (): void => aims.hover(null);
  const open = (event: MouseEvent): void => {
    const at = pointOf(event);
    const part = picture.hit(at.x, at.y);
    if (part !== null) aims.open(part);
    else if (!isControl(event.target)) {
      aims.touched();
      picture.zoom(1.8, at.x, at.y);
    }
  };
  const turn = (event: WheelEvent): void => {
    event.preventDefault();
    const at = pointOf(event);
    aims.touched();
    picture.zoom(Math.exp(-event.deltaY / 500), at.x, at.y);
  };
  host.addEventListener('pointerdown', down);
  host.addEventListener('pointermove', move);
  host.addEventListener('pointerup', up);
  host.addEventListener('pointercancel', cancel);
  host.addEventListener('pointerleave', leave);
  host.addEventListener('dblclick', open);
  host.addEventListener('wheel', turn, { passive: false });
  return () => {
    cancel();
    host.removeEventListener('pointerdown', down);
    host.removeEventListener('pointermove', move);
    host.removeEventListener('pointerup', up);
    host.removeEventListener('pointercancel', cancel);
    host.removeEventListener('pointerleave', leave);
    host.removeEventListener('dblclick', open);
    host.removeEventListener('wheel', turn);
  };
}

/** The dock and other buttons lie over the picture and have clicks of their own. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, input, [data-drop]') !== null;
}
