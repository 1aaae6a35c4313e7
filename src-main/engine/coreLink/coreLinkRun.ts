import type { CoreLink } from '../../../contract/coreLink';
import type { GraphQuery } from '../../../contract/graphQuery';
import type { FromEngine } from '../../../contract/engineProtocol';
import type { Alarm } from '../../../contract/detection';
import type { RoomEvent } from '../../../contract/state';
import type { Workspace } from '../../../contract/workspace';
import type { Backend, Topology } from '../backends/backend';
import type { LineSource } from '../frames/frameColumns';
import type { TableCatalog } from '../tables/tableCut';
import type { TableBackend } from '../tables/tableReader';
import type { Timers } from '../timers';
import { EventBook } from './facts/eventBook';
import { createNodeNames, type NodeNames } from './nodeNames';
import { createKeyRows } from './reading/keyedRows';
import { GraphReader, type GraphState } from './reading/graphReader';
import { MeasureQuestions } from './reading/measureQuestions';
import type { PartAnswers } from './reading/momentPart';
import { CoreLinkBook } from './structure/coreLinkBook';
import { sightingsOfRows, sightingsOfTopology } from './structure/sightingsOf';
import { TopologyWatch } from './topologyWatch';

/** Ages of sources are told to the minute: windows count on from there. */
const toldAgeMs = 60_000;

export interface CoreLinkRunParts {
  readonly workspace: Workspace;
  readonly revision: number;
  readonly source: Pick<LineSource, 'world' | 'backend'>;
  readonly catalog: TableCatalog;
  readonly backendOf: (backendId: string) => TableBackend | null;
  readonly answers: (backendId: string) => boolean;
  /** Active alarms and those that ended lately. */
  readonly alarms: () => readonly Alarm[];
  readonly timers: Timers;
  readonly roomAt: () => number;
  readonly post: (message: FromEngine) => void;
  readonly onNews: () => void;
}

/** The core link of one workspace: what it consists of, how it is, and both told when they change. */
export class CoreLinkRun {
  readonly #names: NodeNames;
  readonly #book: CoreLinkBook;
  readonly #events = new EventBook();
  readonly #graphs: GraphReader;
  readonly #topologies: TopologyWatch[] = [];
  #world: number;
  #alarmsPrint = '';
  #newest: CoreLink | null | undefined;
  #told = '';

  constructor(private readonly parts: CoreLinkRunParts) {
    const { workspace, source, catalog, backendOf, timers, alarms, onNews } = parts;
    this.#world = source.world();
    this.#names = createNodeNames(workspace);
    this.#book = new CoreLinkBook(workspace);
    this.#graphs = new GraphReader({
      workspace,
      source,
      backendOf,
      timers,
      questions: new MeasureQuestions(workspace, catalog),
      keyRows: createKeyRows(this.#names),
      facts: {
        workspace,
        names: this.#names,
        events: this.#events,
        alarms,
        version: () => `${this.#events.version} ${this.#alarmsPrint}`,
      },
      link: () => this.#book.link,
      onPresent: (answers) => this.#notePresent(answers),
      onNews,
    });
  }

  /** A backend that may tell who calls whom. */
  addBackend(backendId: string, backend: Backend | null): void {
    const { workspace, timers } = this.parts;
    const named = workspace.coreLink?.sources;
    if (backend === null || backend.topology === null || workspace.coreLink === undefined || named?.includes(backendId) === false)
      return;
    const watch = new TopologyWatch({
      backendId,
      backend,
      timers,
      answers: () => this.parts.answers(backendId),
      onTopology: (id, topology) => this.#noteTopology(id, topology),
      onFailure: (id, reason) => this.#book.noteFailure(id, reason),
    });
    this.#topologies.push(watch);
  }

  noteEvents(events: readonly RoomEvent[]): void {
    this.#forgetFormerWorld();
    this.#events.note(events);
  }

  /** Everything but alerts that began since then, room epoch ms. */
  eventsSince(from: number): readonly RoomEvent[] {
    return this.#events.since(from);
  }

  /** As it is known now. */
  get link(): CoreLink {
    return this.#book.link;
  }

  forgetWants(): void {
    this.#graphs.forgetWants();
  }

  read(query: GraphQuery): GraphState {
    return this.#graphs.read(query);
  }

  /** Starts what is due, and tells main what changed since it was last told. */
  flush(): void {
    const { workspace, revision, post } = this.parts;
    this.#forgetFormerWorld();
    if (workspace.coreLink !== undefined) {
      this.#alarmsPrint = this.parts
        .alarms()
        .map(({ id, score, endedAt }) => `${id} ${score} ${endedAt ?? ''}`)
        .join();
      this.#graphs.flush();
      for (const topology of this.#topologies) topology.flush();
    }
    const coreLink = workspace.coreLink === undefined ? null : this.#book.link;
    if (coreLink === this.#newest) return;
    this.#newest = coreLink;
    const print = JSON.stringify(coreLink);
    if (print === this.#told) return;
    this.#told = print;
    post({ type: 'coreLink', revision, coreLink });
  }

  close(): void {
    this.#graphs.close();
    for (const topology of this.#topologies) topology.close();
  }

  #forgetFormerWorld(): void {
    const world = this.parts.source.world();
    if (this.#world === world) return;
    this.#world = world;
    this.#book.forget();
    this.#events.clear();
  }

  #notePresent(answers: readonly PartAnswers[]): void {
    for (const { rows, spans, refusals } of answers) {
      const backendId = rows[0]?.question.cut.backendId;
      if (backendId === undefined) continue;
      const at = Math.floor(spans.judged.to / toldAgeMs) * toldAgeMs;
      this.#book.note('measured', backendId, sightingsOfRows(rows, this.#names), at, refusals[0] ?? null);
    }
  }

  #noteTopology(backendId: string, topology: Topology): void {
    const { source, roomAt } = this.parts;
    const offMs = source.backend(backendId).clockOffMs ?? 0;
    const at = topology.at === null ? roomAt() : topology.at - offMs;
    const sightings = sightingsOfTopology(topology, this.#names);
    this.#book.note('told', backendId, sightings, Math.floor(at / toldAgeMs) * toldAgeMs, topology.reason);
    this.parts.onNews();
  }
}
