import type { ReactNode } from 'react';
import { placeIdOf } from '../../contract/coreLink';
import { otherLanguage, textOf } from '../i18n/text';
import { useLanguage, useText } from '../i18n/useText';
import { stepFocus } from '../incidents/stepFocus';
import { roomNow } from '../state/windowConsole';
import { formatMs } from '../ui/format';
import { HealthGlyph } from '../ui/glyphs/HealthGlyph';
import { Panel } from '../ui/Panel';
import { dragOut } from './dragOut';
import { linksAt } from './graphPlaces';
import { healthOfScore } from './healthOfScore';
import { lookOfSubject } from './lookOfSubject';
import { openLink } from './linkActions';
import { ScoreText } from './ScoreText';
import { nodesOf, subjectOf, wholeIdOf, type Subject } from './subject';
import { graphNodeName } from './subjectName';
import type { SubjectPartProps } from './subjectParts';

/** The other links of the same ends, upstream first, the worst of each kind first: the cause may be one further. A row opens that link. */
export function NeighboursPanel({ workspace, subject, around }: SubjectPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { coreLink, graph } = around;
  if (coreLink === null) return null;
  const rows = linksAt(coreLink, nodesOf(subject), wholeIdOf(subject))
    .map((link) => {
      const target = subject.idc === null ? link.id : placeIdOf(link.id, subject.idc);
      const numbers = graph?.link(target) ?? null;
      return { ...link, target, relation: relationOf(subject, link), numbers };
    })
    .sort((a, b) => order.indexOf(a.relation) - order.indexOf(b.relation) || scoreOf(a.numbers) - scoreOf(b.numbers));
  if (rows.length === 0) return null;
  const name = (id: string): string => graphNodeName(workspace, coreLink, id, language);
  return (
    <Panel
      className="neighbours-panel"
      title={text('link.neighbours')}
      second={<span className="english-second">{textOf(otherLanguage(language))('link.neighbours')}</span>}
      side={<span className="num">{rows.length}</span>}
    >
      <ul className="neighbour-rows" onKeyDown={(event) => stepFocus(event, 'button')}>
        {rows.map(({ target, from, to, relation, numbers }) => (
          <li key={target}>
            <button
              type="button"
              className="neighbour-row"
              data-target={target}
              onClick={() => openLink(target)}
              {...dragOut(`${name(from)} → ${name(to)}`, () => lookOfSubject(around, subjectOf(target), roomNow()))}
            >
              <HealthGlyph health={healthOfScore(numbers?.score)} size={16} />
              <span className="neighbour-name">
                <span className="faint">{text(`link.relation.${relation}`)}</span>{' '}
                {relation === 'sameFrom' || relation === 'callee'
                  ? `→ ${name(to)}`
                  : relation === 'caller'
                    ? `${name(from)} →`
                    : `${name(from)} → ${name(to)}`}
              </span>
              <ScoreText score={numbers?.score ?? null} />
              <span className="num soft neighbour-latency">{formatMs(numbers?.callerMsP99 ?? null)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const order = ['sameFrom', 'sameTo', 'caller', 'callee', 'upstream', 'downstream'] as const;
type Relation = (typeof order)[number];

/** Of a node: who calls it and whom it calls. Of a call: those of the same ends, then what leads to it and what it leads to. */
function relationOf(subject: Subject, { from, to }: { readonly from: string; readonly to: string }): Relation {
  if (subject.kind === 'node') return to === subject.node ? 'caller' : 'callee';
  if (from === subject.from) return 'sameFrom';
  if (to === subject.to) return 'sameTo';
  return to === subject.from ? 'upstream' : 'downstream';
}

/** Unknown ones stand after the broken: something may be hidden there. */
function scoreOf(numbers: { readonly score: number | null } | null): number {
  return numbers?.score ?? 49.5;
}
