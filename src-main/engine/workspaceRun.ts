import type { PanelQuery } from '../../contract/frames';
import type { Judgement } from '../../contract/detection';
import type { IncidentCase } from '../../contract/diagnosis';
import type { FromEngine } from '../../contract/engineProtocol';
import type { BackendHealth, StageReading } from '../../contract/state';
import type { Workspace } from '../../contract/workspace';
import { AlertWatch } from './polling/alertWatch';
import { BackendPoller } from './polling/backendPoller';
import type { Backend } from './backends/backend';
import type { ReplaySource } from './backtest/replaySource';
import { openBackend, traitsOf } from './backends/registry';
import { liveSeriesOf, type LineSource } from './frames/frameColumns';
import type { LiveStatus } from './polling/liveEnds';
import { SeriesReader, type SampleHistory } from './samples/readSeries';
import { ClockTeller } from './clock/clockTeller';
import { RoomTime, type RoomReading } from './clock/roomTime';
import { CoreLinkRun } from './coreLink/coreLinkRun';
import { SampleStore } from './samples/sampleStore';
import { createSeriesCatalog, type Series } from './samples/series';
import { StageReader } from './stages/stageReadings';
import { CheckDesk } from './diagnosis/checks/checkDesk';
import { DiagnosisRun } from './diagnosis/diagnosisRun';
import { createTableCatalog } from './tables/tableCut';
import { TableReader, type TableBackend } from './tables/tableReader';
import type { Timers } from './timers';
import { LearnedFile } from './watch/learnedFile';
import { outlookColumn } from './watch/outlookColumn';
import { Watch } from './watch/watch';
import { finestStepMs, usedBackends } from './workspaceBackends';

export interface WorkspaceRunOptions {
  readonly revision: number;
  readonly workspace: Workspace;
  readonly demoCityUrl: string | null;
  readonly secrets: Readonly<Record<string, string>>;
  readonly folder: string | null;
  /** Where what was learned is kept; '' keeps nothing. */
  readonly dataFolder: string;
  readonly judgements: readonly Judgement[];
  readonly incidents: readonly IncidentCase[];
  readonly timers: Timers;
  readonly random: () => number;
  readonly post: (message: FromEngine) => void;
  /** Null until it is open, and when it cannot be. */
  readonly history: () => SampleHistory | null;
  /** Panels of all windows. */
  readonly panels: () => readonly PanelQuery[];
  /** There is something to draw before the next tick: the first answer, or samples that were fetched. */
  readonly onNews: () => void;
  /** The source was polled: the moment at which frames are newest. */
  readonly onSourceRound: () => void;
}

/** Everything that lives as long as one workspace is in force: its backends, its samples, its readings. */
export class WorkspaceRun {
  readonly source: LineSource;
  readonly reader: SeriesReader;
  readonly tables: TableReader;
  readonly coreLink: CoreLinkRun;
  readonly #pollers = new Map<string, BackendPoller>();
  readonly #abort = new AbortController();
  readonly #roomTime: RoomTime;
  readonly #stages: StageReader;
  readonly #watch: Watch;
  readonly #drawn = new Set<string>();
  #toldDetection = '';
  readonly #toldBackends = new Map<string, string>();
  readonly #toldStages = new Map<string, string>();
  readonly #clock: ClockTeller;
  readonly #diagnosis: DiagnosisRun;
  readonly #checks: CheckDesk;

  constructor(private readonly options: WorkspaceRunOptions) {
    const { workspace, timers, random } = options;
    const store = new SampleStore();
    const catalog = createSeriesCatalog(workspace);
    this.#roomTime = new RoomTime(workspace.source, this.#pollers);
    this.#clock = new ClockTeller(this.#roomTime, timers, (clock) => options.post({ type: 'clock', clock }));
    this.reader = new SeriesReader(store, options.history, this.#pollers, timers, this.#abort.signal, options.onNews);
    this.source = {
      timeZone: workspace.timeZone,
      peek: this.reader.peek,
      world: () => store.world,
      lookUp: catalog,
      liveStatus: (series) => this.#liveStatus(series),
      outlook: (series, field, axis) => {
        const watch = this.#watch.watchOf(series.key);
        return watch === null ? null : outlookColumn(watch, field, axis);
      },
      backend: (id) => {
        const poller = this.#pollers.get(id);
        return {
          failure: poller?.failure ?? null,
          intervalMs: poller?.sampleDueMs ?? 1_000,
          seenTo: poller?.seenTo() ?? null,
          clockOffMs: poller?.clockOff(this.#room())?.offMs ?? null,
        };
      },
    };
    const tableCatalog = createTableCatalog(workspace, catalog);
    const backendOf = (id: string): TableBackend | null => {
      const poller = this.#pollers.get(id);
      const pollMs = workspace.backends[id]?.poll;
      return poller === undefined || pollMs === undefined ? null : { samples: poller.backend.samples, pollMs };
    };
    this.tables = new TableReader(this.source, tableCatalog, backendOf, timers, options.onNews);
    this.#stages = new StageReader(workspace, this.source);
    this.#watch = new Watch({
      workspace,
      catalog,
      store,
      timers,
      liveStatus: (series) => this.#pollers.get(series.backendId)?.liveStatus(series) ?? null,
      answers: (id) => this.#pollers.get(id)?.failure === null,
      read: (series, firstSlot, count) => this.reader.read(series, firstSlot, count),
      durable: (id) => this.#pollers.get(id)?.traits.durable ?? false,
      peopleWait: () => this.tables.isAwaited,
      file: options.dataFolder === '' ? null : new LearnedFile(options.dataFolder, workspace.name.en),
      log: (text) => options.post({ type: 'log', level: 'warn', text }),
    });
    this.coreLink = new CoreLinkRun({
      workspace,
      revision: options.revision,
      source: this.source,
      catalog: tableCatalog,
      backendOf,
      answers: (id) => this.#pollers.get(id)?.answers ?? false,
      alarms: () => this.#watch.placeAlarms(),
      timers,
      roomAt: () => this.roomAt() ?? timers.wallNow(),
      post: options.post,
      onNews: options.onNews,
    });
    this.#checks = new CheckDesk({
      workspace,
      revision: options.revision,
      post: options.post,
      timers,
      roomAt: () => this.roomAt() ?? timers.wallNow(),
      lookUp: (metricId, slice) => catalog({ metricId, slice, traffic: workspace.metrics[metricId]?.traffic ?? 'real' }),
      read: (series, firstSlot, count) => this.reader.readAll(series, firstSlot, count),
      seenTo: (id) => this.#pollers.get(id)?.seenTo() ?? null,
      expected: (series, firstSlot, count) =>
        this.source.outlook(series, 'expected', {
          from: firstSlot * series.stepMs,
          to: (firstSlot + count) * series.stepMs,
          stepMs: series.stepMs,
          count,
        }),
      demoCityUrl: options.demoCityUrl,
      secrets: options.secrets,
      folder: options.folder,
    });
    this.#diagnosis = new DiagnosisRun({
      revision: options.revision,
      workspace,
      catalog,
      link: () => this.coreLink.link,
      tables: tableCatalog,
      samples: (id) => this.backend(id)?.samples ?? null,
      eventsSince: (from) => this.coreLink.eventsSince(from),
      read: (series, firstSlot, count) => this.reader.readAll(series, firstSlot, count),
      world: () => store.world,
      backend: (id) => {
        const poller = this.#pollers.get(id);
        return { seenTo: poller?.seenTo() ?? null, failure: poller?.failure ?? null };
      },
      roomAt: () => this.roomAt(),
      timers,
      post: (message) => {
        options.post(message);
        if (message.type === 'diagnosis') this.#checks.diagnosed(message.diagnosis);
      },
    });
    this.judge(options.judgements);
    this.useIncidents(options.incidents);
    const used = usedBackends(workspace);
    for (const [id, settings] of Object.entries(workspace.backends)) {
      if (!used.has(id)) continue;
      const backend = openBackend(settings.kind, settings, {
        demoCityUrl: options.demoCityUrl,
        backendId: id,
        secrets: options.secrets,
        folder: options.folder,
        monoNow: () => timers.monoNow(),
      });
      const { revision, post } = options;
      this.#pollers.set(
        id,
        new BackendPoller({
          id,
          kind: settings.kind,
          backend,
          watch: backend.silences === null ? null : new AlertWatch({ backendId: id, revision, desk: backend.silences, post }),
          traits: traitsOf(settings.kind, settings),
          intervalMs: settings.poll,
          stepMs: finestStepMs(workspace, id),
          nowOfDead: () => this.roomAt() ?? timers.wallNow(),
          store,
          history: options.history,
          timers,
          random,
          liveSeries: () => this.#liveSeries().filter((series) => series.backendId === id),
          onceABucket: (series) => !this.#drawn.has(series.key),
          onEvents: (events) => {
            this.coreLink.noteEvents(events);
            post({ type: 'events', revision, events });
          },
          onRound: () => this.#endRound(id),
        }),
      );
      this.coreLink.addBackend(id, this.backend(id));
    }
  }

  /** Room time of a local monotonic moment; null until the source answered or failed. The workstation's own while no backend tells a time. */
  roomAt(mono = this.options.timers.monoNow()): number | null {
    const room = this.#room(mono);
    if (room !== null) return room.at;
    return this.#connecting ? null : this.options.timers.wallNow();
  }

  #room(mono = this.options.timers.monoNow()): RoomReading | null {
    return this.#roomTime.read(mono);
  }

  get #connecting(): boolean {
    return this.#pollers.get(this.options.workspace.source)?.connecting ?? true;
  }

  /** The age of what is drawn counts in room time: samples that a fast clock stamped later than now are not on the picture yet. */
  #liveStatus(series: Series): LiveStatus | null {
    const poller = this.#pollers.get(series.backendId);
    const status = poller?.liveStatus(series) ?? null;
    const room = this.#room();
    const offset = poller?.clockOff(room) ?? null;
    if (status === null || status.sampleAt === null || room === null || offset === null) return status;
    return { ...status, sampleAt: Math.round((Math.min(status.sampleAt, room.at) - offset.offMs) / 100) * 100 };
  }

  backend(id: string): Backend | null {
    return this.#pollers.get(id)?.backend ?? null;
  }

  /** What a replay reads: the same backends and disk, not the memory of live samples. */
  get past(): ReplaySource {
    return { workspace: this.options.workspace, backends: this.#pollers, live: true, history: this.options.history };
  }

  /** After a write to them. @throws BackendFailure */
  async rereadSilences(backendId: string, signal: AbortSignal): Promise<void> {
    await this.#pollers.get(backendId)?.watch?.reread(signal);
  }

  /** Tells main what changed since it was last told. */
  tell(): void {
    const mono = this.options.timers.monoNow();
    const room = this.#room(mono);
    if (!this.#connecting) this.#clock.tell(mono, room);
    const nowRoom = room?.at ?? this.options.timers.wallNow();
    const rate = room?.rate ?? 1;
    const healths = [...this.#pollers.values()].map((poller) =>
      poller.health((moment) => nowRoom + (moment - mono) * rate, room),
    );
    const backends = changed(this.#toldBackends, healths, (health: BackendHealth) => health.id, healthFingerprint);
    if (backends.length > 0) this.options.post({ type: 'backends', revision: this.options.revision, backends });
    const stages = changed(
      this.#toldStages,
      this.#stages.read(),
      (stage: StageReading) => stage.metricId,
      (stage) => JSON.stringify(stage),
    );
    if (stages.length > 0) this.options.post({ type: 'stages', revision: this.options.revision, stages });
    this.#tellDetection();
  }

  /** What people said of alarms, whole. */
  judge(judgements: readonly Judgement[]): void {
    this.#watch.use(judgements, this.roomAt() ?? this.options.timers.wallNow());
  }

  /** Incidents to find the cause of, whole. */
  useIncidents(incidents: readonly IncidentCase[]): void {
    this.#diagnosis.use(incidents);
    this.#checks.use(incidents);
  }

  /** False where there is no such incident. */
  diagnoseNow(incidentId: string): boolean {
    this.#checks.renew(incidentId);
    return this.#diagnosis.renew(incidentId);
  }

  /** Resolves when what was learned is kept. */
  async close(): Promise<void> {
    this.#abort.abort();
    this.tables.close();
    this.coreLink.close();
    this.#diagnosis.close();
    this.#checks.close();
    for (const poller of this.#pollers.values()) poller.close();
    await this.#watch.close();
  }

  #tellDetection(): void {
    const { revision, post } = this.options;
    const { alarms, status } = this.#watch.news();
    if (alarms.length > 0) post({ type: 'alarms', revision, alarms });
    const print = JSON.stringify(status);
    if (print !== this.#toldDetection) post({ type: 'detection', revision, status });
    this.#toldDetection = print;
  }

  #endRound(backendId: string): void {
    const first = !this.#clock.hasTold;
    this.#watch.round();
    this.#diagnosis.round();
    this.#checks.round();
    this.tell();
    if (first) this.options.onNews();
    else if (backendId === this.options.workspace.source) this.options.onSourceRound();
  }

  /** The funnel, what windows show of now, and what detection judges; nothing else is polled. */
  #liveSeries(): Series[] {
    const { workspace, panels } = this.options;
    const live = new Set<Series>();
    for (const { metric: metricId } of workspace.funnel) {
      const traffic = workspace.metrics[metricId]?.traffic ?? 'real';
      const lookup = this.source.lookUp({ metricId, slice: {}, traffic, day: 'today' });
      if (lookup.found) live.add(lookup.series);
    }
    const roomAt = this.roomAt();
    if (roomAt !== null)
      for (const panel of panels()) for (const series of liveSeriesOf(panel, this.source, roomAt)) live.add(series);
    this.#drawn.clear();
    for (const { key } of live) this.#drawn.add(key);
    for (const series of this.#watch.series()) if (!this.#drawn.has(series.key)) live.add(series);
    return [...live];
  }
}

/** Times computed from a moving clock differ by a millisecond each round; that is not a change. */
function healthFingerprint({ failingSince, waitsUntil, ...health }: BackendHealth): string {
  return JSON.stringify({ ...health, failing: failingSince !== null, waits: waitsUntil !== null });
}

function changed<Item>(
  told: Map<string, string>,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  print: (item: Item) => string,
): Item[] {
  return items.filter((item) => {
    const fingerprint = print(item);
    if (told.get(keyOf(item)) === fingerprint) return false;
    told.set(keyOf(item), fingerprint);
    return true;
  });
}
