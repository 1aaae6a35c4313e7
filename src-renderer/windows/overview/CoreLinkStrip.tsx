import { Fragment, type KeyboardEvent, type ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { showInGraph } from '../../link/linkActions';
import { useGraphAge } from '../../link/useGraphAge';
import { useRoomGraph } from '../../link/useSubjectGraph';
import { isCurrent } from '../../state/dataAge';
import { DataAgeChip } from '../../ui/DataAgeChip';
import { Panel } from '../../ui/Panel';
import './strip.css';
import { pathStrip, type StripStep } from './pathStrip';
import { StripStepItem } from './StripStepItem';
import { StripWayItem } from './StripWayItem';

/** Where on its path an order is in trouble: a step's shape, score and word, and the worst link between each two. Absent without a core link. */
export function CoreLinkStrip({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { coreLink, frame, graph } = useRoomGraph('strip');
  const age = useGraphAge(frame);
  if (coreLink === null || coreLink.path.length === 0) return null;
  const { steps, ways } = pathStrip(coreLink, graph, workspace);
  return (
    <Panel
      className={`strip-panel${age.phase === 'loading' || isCurrent(age) ? '' : ' dimmed'}`}
      title={text('strip.title')}
      second={
        <span className="english-second">
          {textOf(otherLanguage(language))('strip.title')} · {text('strip.note')}
        </span>
      }
      side={
        <>
          <button type="button" className="strip-all num" onClick={() => showInGraph(gravestOf(steps))}>
            {text('strip.count', { count: coreLink.nodes.length })}
          </button>
          <DataAgeChip
            age={age}
            sampleAt={age.ageMs === null ? null : (frame?.to ?? null)}
            beat={Math.round((frame?.to ?? 0) / 1_000)}
          />
        </>
      }
    >
      <ol className="strip" aria-label={text('strip.title')} onKeyDown={stepAlong}>
        {steps.map((step, i) => (
          <Fragment key={step.node}>
            {i > 0 && (
              <StripWayItem workspace={workspace} coreLink={coreLink} way={ways[i - 1]} before={steps[i - 1]} step={step} />
            )}
            <StripStepItem step={step} />
          </Fragment>
        ))}
      </ol>
    </Panel>
  );
}

/** ← and → walk the strip; they move the curves' time only elsewhere. */
function stepAlong(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const from = all.findIndex((each) => each === document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, from + by))]?.focus();
}

/** What the graph is opened at when nobody said: the worst step. */
function gravestOf(steps: readonly StripStep[]): string {
  const [first] = [...steps].sort((a, b) => (a.score ?? 100) - (b.score ?? 100));
  return first?.node ?? '';
}
