import type { BackendHealth } from '../../contract/state';
import type { Language } from '../../contract/choices';
import { textOf } from '../i18n/text';

/** A backend as people name it: its kind, or its id when several are of one kind. */
export function sourceName(
  backend: BackendHealth,
  backends: Readonly<Record<string, BackendHealth>>,
  language: Language,
): string {
  const ofItsKind = Object.values(backends).filter(({ kind }) => kind === backend.kind).length;
  return ofItsKind > 1 ? backend.id : textOf(language)(`sources.kind.${backend.kind}`);
}
