import type { Language } from '../../contract/choices';
import type { CoreLink } from '../../contract/coreLink';
import type { WorkspaceView } from '../../contract/state';
import { nodeNameOf } from '../incidents/seriesName';
import { valueName } from '../slices/sliceName';
import type { Subject } from './subject';

type Names = Pick<WorkspaceView, 'nodes' | 'dimensions'>;

/** `pay-router → 渠道 B`, `accept · 华东`: as people call it, also where only the graph has found it. */
export function subjectName(names: Names, coreLink: CoreLink | null, subject: Subject, language: Language): string {
  const name = (id: string): string => graphNodeName(names, coreLink, id, language);
  const whole = subject.kind === 'node' ? name(subject.node) : `${name(subject.from)} → ${name(subject.to)}`;
  return subject.idc === null ? whole : `${whole} · ${idcName(names, coreLink, subject.idc, language)}`;
}

export function graphNodeName(names: Names, coreLink: CoreLink | null, id: string, language: Language): string {
  return coreLink?.nodes.find((node) => node.id === id)?.name[language] ?? nodeNameOf(names, id, language);
}

export function idcName(names: Names, coreLink: CoreLink | null, idc: string, language: Language): string {
  return coreLink?.idcs.find(({ id }) => id === idc)?.name[language] ?? valueName(names, 'idc', idc)[language];
}
