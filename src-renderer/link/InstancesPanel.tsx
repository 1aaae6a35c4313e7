import type { ReactNode } from 'react';
import type { InstanceReading } from '../../contract/coreLink';
import { useLanguage, useText } from '../i18n/useText';
import { formatCount, formatMs, formatShare } from '../ui/format';
import { HealthGlyph } from '../ui/glyphs/HealthGlyph';
import { Panel } from '../ui/Panel';
import { healthOfScore } from './healthOfScore';
import { ScoreText } from './ScoreText';
import { wholeIdOf } from './subject';
import { idcName } from './subjectName';
import type { SubjectPartProps } from './subjectParts';

/** More cells than this are counted, not drawn. */
const cellsMax = 150;

/** Whether it is one machine or all of them: one cell an instance by IDC, and a table of them, the worst first. Absent where nothing tells instances apart. */
export function InstancesPanel({
  workspace,
  subject,
  around,
  isShort = false,
}: SubjectPartProps & { readonly isShort?: boolean }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const all = around.graph?.instances(wholeIdOf(subject)) ?? [];
  const instances = all.filter(({ idc }) => subject.idc === null || idc === subject.idc).sort(worstFirst);
  if (instances.length === 0) return null;
  const count = (wanted: string): number => instances.filter((each) => healthOfScore(each.score) === wanted).length;
  const [broken, silent] = [count('broken'), count('unknown')];
  return (
    <Panel
      className="instances-panel"
      title={text(subject.kind === 'link' ? 'link.calleeInstances' : 'link.instances')}
      second={
        <span className="num">{text('link.reporting', { count: instances.length - silent, expected: instances.length })}</span>
      }
      side={
        <span className="instance-counts num">
          {broken > 0 && (
            <span className="instance-count">
              <HealthGlyph health="broken" size={16} /> {text('link.instancesBroken', { count: broken })}
            </span>
          )}
          {silent > 0 && (
            <span className="instance-count unknown">
              <HealthGlyph health="unknown" size={16} /> {text('link.instancesSilent', { count: silent })}
            </span>
          )}
        </span>
      }
    >
      <div className="instance-cells" aria-hidden="true">
        {[...instances]
          .sort((a, b) => (a.idc ?? '').localeCompare(b.idc ?? '') || a.id.localeCompare(b.id))
          .slice(0, cellsMax)
          .map(({ id, score }) => (
            <HealthGlyph key={id} health={healthOfScore(score)} size={16} />
          ))}
      </div>
      {!isShort && (
        <div className="instance-scroll" tabIndex={0}>
          <table className="instance-table">
            <thead>
              <tr className="faint">
                <th>{text('link.instance')}</th>
                <th>{text('link.idc')}</th>
                <th className="end">{text('link.score')}</th>
                <th className="end">{text('link.perSecond')}</th>
                <th className="end">{text('link.failed')}</th>
                <th className="end">TP99</th>
              </tr>
            </thead>
            <tbody>
              {instances.map((each) => (
                <tr key={each.id} data-instance={each.id}>
                  <td className="instance-name">
                    <HealthGlyph health={healthOfScore(each.score)} size={16} /> {each.id}
                  </td>
                  <td className="soft">{each.idc === null ? '' : idcName(workspace, around.coreLink, each.idc, language)}</td>
                  <td className="end">
                    <ScoreText score={known(each.score)} />
                  </td>
                  <td className="num end">{formatCount(known(each.requests), language)}</td>
                  <td className="num end">{formatShare(known(each.failures))}</td>
                  <td className="num end">{formatMs(known(each.latencyMsP99))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** What does not report stands below what is broken: it may be both. */
function worstFirst(a: InstanceReading, b: InstanceReading): number {
  const rank = ({ score }: InstanceReading): number => (Number.isNaN(score) ? 49.5 : score);
  return rank(a) - rank(b) || a.id.localeCompare(b.id);
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
