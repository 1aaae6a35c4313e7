import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { BackendHealth, SharedState, WorkspaceView } from '../../../contract/state';
import type { Language } from '../../../contract/choices';
import { otherLanguage, phraseText } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { GradePlate } from '../../incidents/GradePlate';
import { incidentOf } from '../../incidents/incidentEvent';
import { isTrouble, openIncidents } from '../../incidents/incidentOrder';
import { selectAlarms, selectIncidents } from '../../incidents/selectIncidents';
import { roomRate, useConsole } from '../../state/windowConsole';
import { useRoomTick } from '../../state/useRoomTick';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { graveAlertsOf } from '../../ui/alerts/alertGravity';
import { selectEvents } from '../../ui/alerts/selectAlerts';
import { sourceName } from '../../ui/sourceName';
import type { Sentence } from './said';
import { sentence } from './sentence';
import type { SentenceInput } from './sentence';
import { stageViews } from './stageView';

/** The answer first: shape, sentence, what it costs. */
export function SentenceBar({ workspace }: { workspace: WorkspaceView | null }): ReactNode {
  const language = useLanguage();
  const other = otherLanguage(language);
  const text = useText();
  const said = useSentence(workspace, language);
  const saidOther = useSentence(workspace, other);
  const second = said.reason ?? saidOther.main;
  return (
    <section className={`sentence ${said.health}`} data-health={said.health} aria-live="polite">
      <HealthGlyph health={said.health} size={36} label={text(`health.${said.health}`)} />
      {said.incident !== null && <GradePlate grade={said.incident.grade} size="card" />}
      <div className="sentence-words">
        <h1>{phraseText(said.main, language)}</h1>
        <p className={said.reason === null ? 'sentence-second' : 'sentence-reason'}>
          {phraseText(second, said.reason === null ? other : language)}
        </p>
      </div>
      {said.cost !== null && (
        <div className="sentence-cost">
          <span className="num cost">{phraseText(said.cost.perMinute, language)}</span>
          {said.cost.total !== null && <span className="num soft">{phraseText(said.cost.total, language)}</span>}
        </div>
      )}
    </section>
  );
}

function useSentence(workspace: WorkspaceView | null, language: Language): Sentence {
  const stages = useConsole(selectStages);
  const backends = useConsole(selectBackends);
  const engine = useConsole(selectEngine);
  const events = useConsole(selectEvents);
  const incidents = useConsole(selectIncidents);
  const alarms = useConsole(selectAlarms);
  const roomAt = useRoomTick(1_000);
  return useMemo(
    () =>
      sentence({
        stages: workspace === null ? [] : stageViews(workspace, stages, { roomAt, rate: roomRate() }),
        headlineMetricId: workspace?.headlineMetricId ?? '',
        source: workspace === null ? null : headlineSource(workspace, backends, language),
        engine,
        graveAlerts: graveAlertsOf(events).filter((event) => incidentOf(event) === null),
        incidents: openIncidents(incidents).filter(isTrouble),
        alarms,
        workspace,
        roomAt,
        timeZone: workspace?.timeZone ?? 'UTC',
        language,
      }),
    [workspace, stages, backends, engine, events, incidents, alarms, roomAt, language],
  );
}

function headlineSource(
  workspace: WorkspaceView,
  backends: Readonly<Record<string, BackendHealth>>,
  language: Language,
): SentenceInput['source'] {
  const backend = backends[workspace.metrics[workspace.headlineMetricId]?.backendId ?? workspace.source];
  return backend === undefined ? null : { ...backend, name: sourceName(backend, backends, language) };
}

function selectStages(shared: SharedState): SharedState['stages'] {
  return shared.stages;
}
function selectBackends(shared: SharedState): SharedState['backends'] {
  return shared.backends;
}
function selectEngine(shared: SharedState): SharedState['engine'][string] | null {
  return shared.engine['engine'] ?? null;
}
