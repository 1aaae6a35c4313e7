import { useMemo, useState, type ReactNode } from 'react';
import type { Measure } from '../../contract/state';
import type { Slice } from '../../contract/words';
import { useChartOffer } from '../export/useChartOffer';
import { otherLanguage, textOf } from '../i18n/text';
import { useLanguage, useText } from '../i18n/useText';
import { Panel } from '../ui/Panel';
import { PanelAgeChip } from '../ui/PanelAgeChip';
import { healthOfScore } from './healthOfScore';
import { PairChart, type PairChartProps } from './PairChart';
import { failureLines, sideLines, type SideLines } from './sideLines';
import type { LinkPartProps } from './subjectParts';
import { wholeIdOf } from './subject';

/** How long calls take as both sides see it; what the callee does not account for is the network. */
export function LatencyPanel(props: LinkPartProps): ReactNode {
  const text = useText();
  const [measure, setMeasure] = useState<'latencyP99' | 'latencyP50'>('latencyP99');
  const { workspace, subject } = props;
  const sides = useMemo(() => sideLines(workspace, subject, measure), [workspace, subject, measure]);
  const hasBoth = sideLines(workspace, subject, 'latencyP50') !== null;
  if (sides === null) return null;
  return (
    <SidePanel
      {...props}
      part="latency"
      titleKey="link.latency"
      sides={sides}
      id={measure}
      measure="latency"
      gapNote={text('link.onNetwork')}
      names={[text('link.caller'), text('link.callee')]}
      side={
        hasBoth && (
          <span className="pair-choice" role="group">
            {(['latencyP99', 'latencyP50'] as const).map((each) => (
              <button
                key={each}
                type="button"
                className="segment"
                aria-pressed={each === measure}
                onClick={() => setMeasure(each)}
              >
                {each === 'latencyP99' ? 'TP99' : 'TP50'}
              </button>
            ))}
          </span>
        )
      }
    />
  );
}

/** Calls made and calls that arrived; what is between them was lost on the way. */
export function CallsPanel(props: LinkPartProps): ReactNode {
  const text = useText();
  const { workspace, subject } = props;
  const sides = useMemo(() => sideLines(workspace, subject, 'requests'), [workspace, subject]);
  if (sides === null) return null;
  const names = [text('link.sent'), text('link.arrived')] as const;
  return (
    <SidePanel
      {...props}
      part="calls"
      titleKey="link.calls"
      sides={sides}
      id="requests"
      measure="rate"
      gapNote={text('link.notArrived')}
      names={names}
    />
  );
}

/** Which share of the calls failed, as the caller and as the callee count them. */
export function FailuresPanel(props: LinkPartProps): ReactNode {
  const text = useText();
  const { workspace, subject } = props;
  const sides = useMemo(() => failureLines(workspace, subject), [workspace, subject]);
  if (sides === null) return null;
  const names = [text('link.caller'), text('link.callee')] as const;
  return (
    <SidePanel
      {...props}
      part="failures"
      titleKey="link.failures"
      sides={sides}
      id="failures"
      measure="share"
      gapNote={null}
      names={names}
    />
  );
}

function SidePanel({
  workspace,
  subject,
  around,
  part,
  titleKey,
  sides,
  id,
  measure,
  gapNote,
  names,
  side,
}: LinkPartProps &
  Pick<PairChartProps, 'measure' | 'gapNote' | 'names'> & {
    readonly part: string;
    readonly titleKey: 'link.latency' | 'link.calls' | 'link.failures';
    readonly sides: SideLines;
    readonly id: Measure;
    readonly side?: ReactNode;
  }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const panelId = `link:${id}:${subject.target}`.slice(0, 128);
  const title = text(titleKey);
  const [line] = sides.lines;
  const metricId = line?.metricId ?? '';
  const offer = useChartOffer({
    panelId,
    title,
    unit: workspace.metrics[metricId]?.unit ?? '',
    metricId,
    slice: line?.slice ?? nothing,
  });
  const health = healthOfScore(around.graph?.link(subject.target)?.score ?? around.graph?.link(wholeIdOf(subject))?.score);
  return (
    <Panel
      className={`side-panel ${part}-panel`}
      title={title}
      second={<span className="english-second">{textOf(otherLanguage(language))(titleKey)}</span>}
      side={
        <>
          {side}
          <PanelAgeChip panelId={panelId} />
        </>
      }
      offer={offer}
    >
      <div className="pair-body">
        <PairChart
          panelId={panelId}
          lines={sides.lines}
          measure={measure}
          names={names}
          gapNote={sides.hasCallee ? gapNote : null}
          isSuspect={health === 'broken' || health === 'degraded'}
          name={`${title}:`}
        />
      </div>
    </Panel>
  );
}

const nothing: Slice = {};
