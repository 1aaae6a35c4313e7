import { edgeIdOf, placesOf, type CoreLink, type GraphFrame, type Grouping, type Places } from '../../../../contract/coreLink';
import type { GraphQuery } from '../../../../contract/graphQuery';
import type { Workspace } from '../../../../contract/workspace';
import type { LineSource } from '../../frames/frameColumns';
import { factsAt, type FactSources } from '../facts/placeFacts';
import { graphFrame } from '../graphFrame';
import type { GraphReading } from '../graphReading';
import { scoreGraph, type GraphScores } from '../health/scoreGraph';
import type { KeyRows } from './keyedRows';
import type { MeasureQuestions } from './measureQuestions';
import { Moment } from './moment';
import { MomentDesk, type DeskParts } from './momentDesk';
import type { PartAnswers } from './momentPart';
import { readGraph } from './readGraph';
import { readInstances, type WantedInstances } from './readInstances';

/** Instances of more nodes than this at once are more than anybody looks at; beyond, the first ones are read. */
const instanceNodesMax = 12;
/** Scored moments that are remembered: what windows show and a few steps back. */
const knownMax = 8;

/** A graph as it stands; `version` changes whenever `frame()` would say something else. */
export interface GraphState {
  readonly version: string;
  frame(): GraphFrame;
}

export interface GraphReaderParts {
  readonly workspace: Workspace;
  readonly source: Pick<LineSource, 'world' | 'backend'>;
  readonly backendOf: DeskParts['backendOf'];
  readonly timers: DeskParts['timers'];
  readonly questions: MeasureQuestions;
  readonly keyRows: KeyRows;
  readonly facts: FactSources & { version(): string };
  readonly link: () => CoreLink;
  /** The present, whole, was answered. */
  readonly onPresent: (answers: readonly PartAnswers[]) => void;
  readonly onNews: () => void;
}

interface Known {
  readonly version: string;
  readonly places: Places;
  readonly reading: GraphReading;
  readonly scores: GraphScores;
}

/**
 * The graph at any moment, by one path. The present is read all the time, the past while somebody looks at it. Like the
 * tables' reader: who shows calls `forgetWants`, `read` and `flush` every tick.
 */
export class GraphReader {
  readonly #desk: MomentDesk;
  readonly #known = new Map<Moment, Known>();
  #world: number;

  constructor(private readonly parts: GraphReaderParts) {
    const { source, backendOf, timers } = parts;
    this.#world = source.world();
    this.#desk = new MomentDesk({
      backendOf,
      timers,
      timeZone: parts.workspace.timeZone,
      seenTo: (id) => source.backend(id).seenTo,
      onAnswers: (key) => {
        if (key === keyOf('domain', null)) parts.onPresent(this.#graph('domain', null).answers);
        parts.onNews();
      },
    });
  }

  forgetWants(): void {
    this.#desk.forgetWants();
    if (this.#world === this.parts.source.world()) return;
    this.#world = this.parts.source.world();
    this.#desk.close();
    this.parts.questions.forget();
    this.#known.clear();
  }

  read(query: GraphQuery): GraphState {
    const { by, at } = query;
    const moment = this.#graph(by, at);
    const wanted = this.#wantedNodes(query);
    const instances = new Map([...new Set(wanted.map(({ node }) => node))].map((node) => [node, this.#instances(node, at)]));
    const status = this.#statusOf(moment);
    const version = [
      this.#versionOf(moment),
      status.reason ?? '',
      ...[...instances].map(([node, each]) => `${node} ${each.version}`),
    ].join('|');
    return {
      version,
      frame: () => ({ graphId: query.graphId, ...this.#frame(moment, by, wanted, instances, status) }),
    };
  }

  /** The present is wanted always. */
  flush(): void {
    this.#graph('domain', null);
    this.#desk.flush();
    for (const moment of [...this.#known.keys()].slice(0, -knownMax)) this.#known.delete(moment);
  }

  close(): void {
    this.#desk.close();
  }

  #graph(by: Grouping, at: number | null): Moment {
    const { questions } = this.parts;
    return this.#desk.want(keyOf(by, at), () => {
      if (by === 'idc') return new Moment(at, [...questions.of('whole'), ...questions.of('idc')]);
      return new Moment(at, questions.of('whole'), at === null ? questions.idcsOfNodes() : []);
    });
  }

  #instances(node: string, at: number | null): Moment {
    return this.#desk.want(`instances of ${node} ${at ?? 'now'}`, () => new Moment(at, this.parts.questions.instancesOf(node)));
  }

  #wantedNodes({ instancesOf }: GraphQuery): { readonly of: string; readonly node: string }[] {
    const link = this.parts.link();
    const ids = new Set(link.nodes.map(({ id }) => id));
    const callee = new Map(link.edges.map(({ from, to }) => [edgeIdOf(from, to), to]));
    return instancesOf
      .flatMap((of) => {
        const node = ids.has(of) ? of : callee.get(of);
        return node === undefined ? [] : [{ of, node }];
      })
      .slice(0, instanceNodesMax);
  }

  #versionOf(moment: Moment): string {
    return `${this.parts.link().revision} ${moment.version} ${this.parts.facts.version()}`;
  }

  #frame(
    moment: Moment,
    by: Grouping,
    wanted: readonly { readonly of: string; readonly node: string }[],
    instances: ReadonlyMap<string, Moment>,
    status: GraphFrame['status'],
  ): Omit<GraphFrame, 'graphId'> {
    const link = this.parts.link();
    const known = this.#know(moment, by);
    if (known === null) return graphFrame({ link, by, places: placesOf(link, by), known: null, status });
    const { places, reading, scores } = known;
    const whole = (id: string): WantedInstances['whole'] | undefined =>
      reading.nodes[places.nodes.findIndex(({ node }) => node.id === id)]?.seen;
    const read = wanted.flatMap(({ of, node }) => {
      const seen = whole(node);
      return seen === undefined
        ? []
        : readInstances([{ of, node, whole: seen }], instances.get(node)?.answers ?? [], this.parts.keyRows, reading.callsMin);
    });
    return graphFrame({ link, by, places, known: { reading, scores, instances: read }, status });
  }

  /** Scored once for all windows that look at it. */
  #know(moment: Moment, by: Grouping): Known | null {
    const { answers } = moment;
    const [first] = answers;
    if (first === undefined) return null;
    const version = this.#versionOf(moment);
    const before = this.#known.get(moment);
    if (before?.version === version) return before;
    const { workspace, keyRows, facts, link } = this.parts;
    const places = placesOf(link(), by);
    const reading = readGraph({
      places,
      answers,
      keyRows,
      factsAt: factsAt(facts, first.spans.judged.to),
      callsMin: workspace.coreLink?.callsMin ?? 1,
    });
    const known = { version, places, reading, scores: scoreGraph(reading) };
    this.#known.delete(moment);
    this.#known.set(moment, known);
    return known;
  }

  #statusOf(moment: Moment): GraphFrame['status'] {
    const [part] = moment.parts;
    if (part === undefined)
      return {
        phase: 'failed',
        reason: 'The workspace names no metrics that its core link is measured by (coreLink.measures).',
        intervalMs: 1,
        backendId: this.parts.workspace.source,
        reporting: null,
      };
    const facts = this.parts.source.backend(part.backendId);
    const failure = moment.parts
      .map(({ backendId, task }) => this.parts.source.backend(backendId).failure ?? task.failure)
      .find((reason) => reason !== null);
    const refusals = moment.parts.flatMap(({ shown }) => shown?.refusals ?? []);
    const loading = moment.answers.length === 0;
    return {
      phase: failure !== undefined ? 'failed' : loading ? 'loading' : 'live',
      reason: failure ?? refusals[0] ?? null,
      intervalMs: part.stepMs + facts.intervalMs,
      backendId: part.backendId,
      reporting: part.shown?.reporting ?? null,
    };
  }
}

function keyOf(by: Grouping, at: number | null): string {
  return `graph by ${by} ${at ?? 'now'}`;
}
