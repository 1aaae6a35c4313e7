import type { Language } from '../../../contract/choices';
import type { GraphLook } from '../../../contract/graphQuery';
import type { SharedState } from '../../../contract/state';
import type { Text } from '../../i18n/text';
import { ask } from '../../ui/ask';
import type { DropTarget } from './dropTarget';
import { dropTargetKinds } from './dropTargets';

/** All targets there are now, by kind. */
export function dropGroups(
  shared: SharedState,
  text: Text,
  language: Language,
): readonly { readonly kind: string; readonly title: string | null; readonly targets: readonly DropTarget[] }[] {
  return Object.entries(dropTargetKinds).map(([kind, { title, list }]) => ({
    kind,
    title: title(text),
    targets: list(shared, text, language),
  }));
}

export function dropOn(target: DropTarget, look: GraphLook): void {
  if (target.refuses === null) target.drop(look);
}

/** Outside of the window main knows what lies there: an incident's window, or nothing. @param x, y DIP of the desktop */
export function dropOutside(x: number, y: number, look: GraphLook): void {
  void ask('window.drop', { at: { x: Math.round(x), y: Math.round(y) }, look });
}
