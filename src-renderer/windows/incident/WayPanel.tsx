import type { ReactNode } from 'react';
import { besideSuspect, waySteps, type WayStep } from '../../diagnosis/waySteps';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { metricNameOf } from '../../incidents/seriesName';
import { stepFocus } from '../../incidents/stepFocus';
import { dragOut } from '../../link/dragOut';
import { healthOfScore } from '../../link/healthOfScore';
import { nodeOfStage, nodesOfIncident, showInGraph } from '../../link/linkActions';
import { lookOfSubject } from '../../link/lookOfSubject';
import { ScoreText } from '../../link/ScoreText';
import { subjectOf } from '../../link/subject';
import { graphNodeName, subjectName } from '../../link/subjectName';
import { subjectNumbers } from '../../link/subjectNumbers';
import { useRoomGraph, type SubjectGraph } from '../../link/useSubjectGraph';
import { roomNow } from '../../state/windowConsole';
import { formatMs, formatShare } from '../../ui/format';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { Panel } from '../../ui/Panel';
import type { DiagnosisPartProps } from './DiagnosisView';

/** As many as tell that it is not the caller: all of them are on the graph. */
const besideMax = 3;

/** The way on the core link from where it was seen to the suspect, each with its score now. Enter shows it in the graph, dragging it out opens it. */
export function WayPanel({
  workspace,
  incident,
  diagnosis,
  pickedId,
}: DiagnosisPartProps & { readonly pickedId: string }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const around = useRoomGraph('incident:way');
  const { coreLink } = around;
  if (workspace.coreLink === null) return null;
  const suspect = diagnosis?.suspects.find(({ id }) => id === pickedId) ?? diagnosis?.suspects[0];
  const stageMetric = incident.cost?.metricId ?? null;
  const stage = stageMetric === null ? null : nodeOfStage(workspace, stageMetric);
  // Without a suspect the way is where the incident is known to be.
  const steps =
    suspect === undefined
      ? nodesOfIncident(workspace, incident).map((target): WayStep => ({
          kind: 'node',
          target,
          isSymptom: true,
          isSuspect: false,
        }))
      : waySteps(suspect, coreLink, diagnosis?.symptom.node ?? null, stage);
  const beside = suspect === undefined ? [] : besideSuspect(suspect, coreLink).slice(0, besideMax);
  return (
    <Panel
      className="way-panel"
      title={text('way.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('way.title')}</span>}
      side={
        <span>
          {text('way.open')} <span className="keycap">G</span>
        </span>
      }
    >
      {steps.length === 0 ? (
        <p className="faint way-none">{text('way.none')}</p>
      ) : (
        <ol className="way-steps" onKeyDown={(event) => stepFocus(event, 'button')}>
          {steps.map((step) => (
            <Step
              key={step.target}
              step={step}
              around={around}
              stage={step.target === stage && stageMetric !== null ? metricNameOf(workspace, stageMetric, language) : null}
              name={
                step.kind === 'node'
                  ? graphNodeName(workspace, coreLink, step.target, language)
                  : subjectName(workspace, coreLink, subjectOf(step.target), language)
              }
            />
          ))}
        </ol>
      )}
      {beside.length > 0 && (
        <p className="way-beside" data-drops-whole="">
          <span className="faint">{text('way.beside')}</span>
          {beside.map((id) => {
            const score = around.graph?.node(id)?.score ?? null;
            return (
              <span key={id} className="way-beside-node">
                <HealthGlyph health={healthOfScore(score)} size={12} />
                {graphNodeName(workspace, coreLink, id, language)} <ScoreText score={score} />
              </span>
            );
          })}
        </p>
      )}
    </Panel>
  );
}

function Step({
  step,
  around,
  stage,
  name,
}: {
  readonly step: WayStep;
  readonly around: SubjectGraph;
  /** The stage of the funnel that is counted here. */
  readonly stage: string | null;
  readonly name: string;
}): ReactNode {
  const text = useText();
  const { kind, target, isSymptom, isSuspect } = step;
  const subject = subjectOf(target);
  const numbers = subjectNumbers(around.graph, subject);
  const health = healthOfScore(numbers?.score);
  const link = kind === 'link' ? (around.graph?.link(target) ?? null) : null;
  const said = [
    ...(kind === 'link' ? [text('suspect.link')] : []),
    ...(isSymptom ? [text('way.symptom')] : []),
    ...(stage === null ? [] : [text('way.stage', { stage })]),
    ...(numbers?.failures === null || numbers === null
      ? []
      : [text('link.failedShare', { share: formatShare(numbers.failures) })]),
    ...(link === null
      ? []
      : [
          `TP99 ${text('link.caller')} ${formatMs(link.callerMsP99)}${link.calleeMsP99 === null ? '' : ` · ${text('link.callee')} ${formatMs(link.calleeMsP99)}`}`,
        ]),
  ];
  return (
    <li className={`way-step ${kind} ${health}${isSuspect ? ' suspect' : ''}`} data-way={target} data-health={health}>
      <button
        type="button"
        title={text('way.open')}
        onClick={() => showInGraph(target)}
        {...dragOut(name, () => lookOfSubject(around, subject, roomNow()))}
      >
        <span className="way-mark">
          <HealthGlyph health={health} size={kind === 'node' ? 20 : 16} />
        </span>
        <span className="way-name">{kind === 'node' ? name : ''}</span>
        <span className="way-said soft num" data-drops-whole="">
          {said.map((each) => (
            <span key={each}>{each}</span>
          ))}
        </span>
        {isSuspect && <span className="way-suspect">{text('way.suspect')}</span>}
        <ScoreText score={numbers?.score ?? null} />
      </button>
    </li>
  );
}
