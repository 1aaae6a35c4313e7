import type { ReactNode } from 'react';
import { useText } from '../i18n/useText';
import { missingNodeMeasures } from './NodeCurves';
import { missingMeasures } from './sideLines';
import { wholeIdOf } from './subject';
import type { SubjectPartProps } from './subjectParts';

/** What is not shown because nothing tells it, and the workspace key that would bring it: one line instead of empty panels. */
export function MissingLine({ workspace, subject, around }: SubjectPartProps): ReactNode {
  const text = useText();
  const { coreLink } = workspace;
  if (coreLink === null) return <p className="missing-line faint">{text('link.missing', { keys: 'coreLink' })}</p>;
  const hasInstances = (around.graph?.instances(wholeIdOf(subject)) ?? []).length > 0;
  const keys = [
    ...(subject.kind === 'node' ? missingNodeMeasures(workspace) : missingMeasures(coreLink)),
    ...(subject.kind === 'link' && coreLink.failureKinds === null ? ['coreLink.failureKinds'] : []),
    ...(coreLink.cuts.includes('idc') ? [] : ['coreLink.labels.idc']),
    ...(coreLink.cuts.includes('instance') ? [] : ['coreLink.labels.instance']),
  ];
  const isSilent = coreLink.cuts.includes('instance') && around.graph !== null && !hasInstances;
  if (keys.length === 0 && !isSilent) return null;
  return (
    <p className="missing-line faint" data-missing={keys.join(' ')}>
      {[
        ...(keys.length === 0 ? [] : [text('link.missing', { keys: keys.join(', ') })]),
        ...(isSilent ? [text('link.noInstances')] : []),
      ].join(text('link.stop'))}
    </p>
  );
}
