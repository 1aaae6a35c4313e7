import type { Judgement } from '../../contract/detection';
import type { IncidentCase } from '../../contract/diagnosis';
import type { EngineQuestion, FromEngine, ToEngine } from '../../contract/engineProtocol';
import type { PanelQuery } from '../../contract/frames';
import { FrameFeed, type FramePort } from './frames/frameFeed';
import { BackendFailure } from './backends/backend';
import { createReplayDesk } from './backtest/replayDesk';
import type { Timers } from './timers';
import { openWorkspaceHistory, type OpenHistory, type WorkspaceHistory } from './workspaceHistory';
import { answerQuestion, type QuestionHandlers } from './questionDesk';
import { checkBackend } from './questions/checkBackend';
import { readCurves } from './questions/readCurves';
import { readTables } from './questions/readTables';
import { expireSilence, matchAlerts, putSilence } from './questions/silences';
import { keepsHistory } from './workspaceBackends';
import { WorkspaceRun } from './workspaceRun';

/** Frames leave once a second, right after the source's poll; a little later by themselves when there is none. */
const tickMs = 1_100;
/** A round of polling sooner than this after a tick waits for the next one. */
const roundTickMs = 300;
/** A new request is answered soon, and several in one breath together … */
const newsTickMs = 5;
/** … but what trickles in by itself waits for its fellows. */
const ticksApartMs = 200;
/** A window that sends junk may not fill the log. */
const junkLoggedMax = 20;

export interface EngineOptions {
  readonly post: (message: FromEngine) => void;
  readonly timers: Timers;
  readonly random: () => number;
  /** Opens the sample history of a workspace; failures are logged there and leave null. */
  readonly openHistory: (folder: string, workspaceKey: string, log: (text: string) => void) => Promise<OpenHistory | null>;
}

export interface Engine {
  handle(message: ToEngine, port: FramePort | undefined): void;
  /** Stops all work and closes the history. */
  close(): Promise<void>;
}

/** The engine without its process: messages in, messages and frames out. */
export function createEngine({ post, timers, random, openHistory }: EngineOptions): Engine {
  const feeds = new Map<string, FrameFeed>();
  const replays = createReplayDesk((report) => post({ type: 'backtest', report }), timers);
  let run: WorkspaceRun | null = null;
  let history: WorkspaceHistory | null = null;
  let demoCityUrl: string | null = null;
  let judgements: readonly Judgement[] = [];
  let incidents: readonly IncidentCase[] = [];
  let junkLogged = 0;
  let callOffTick = timers.after(tickMs, tick);
  let callOffSoon: (() => void) | null = null;
  let tickedMono = Number.NEGATIVE_INFINITY;

  const panels = (): PanelQuery[] => [...feeds.values()].flatMap((feed) => [...feed.panels]);
  const log = (level: 'info' | 'warn' | 'error', text: string): void => post({ type: 'log', level, text });

  function tick(): void {
    callOffTick();
    callOffTick = timers.after(tickMs, tick);
    const mono = timers.monoNow();
    const roomAt = run?.roomAt(mono) ?? null;
    if (run === null || roomAt === null) return;
    tickedMono = mono;
    run.reader.forgetWants();
    run.tables.forgetWants();
    run.coreLink.forgetWants();
    for (const feed of feeds.values()) feed.tick(run, roomAt, mono);
    run.tell();
    run.reader.flush();
    run.tables.flush();
    run.coreLink.flush();
  }

  function tickSoon(): void {
    const delayMs = Math.max(newsTickMs, tickedMono + ticksApartMs - timers.monoNow());
    callOffSoon ??= timers.after(delayMs, () => {
      callOffSoon = null;
      tick();
    });
  }

  function tickAfterRound(): void {
    if (timers.monoNow() - tickedMono >= roundTickMs) tick();
  }

  function openWorkspace(message: Extract<ToEngine, { type: 'workspace' }>): void {
    replays.close();
    const left = run?.close() ?? Promise.resolve();
    for (const feed of feeds.values()) feed.forget();
    const former = history;
    const closed = left.then(() => former?.close());
    const opened = openWorkspaceHistory(closed, () =>
      keepsHistory(message.workspace)
        ? openHistory(message.dataFolder, message.workspace.name.en, (text) => log('warn', text))
        : Promise.resolve(null),
    );
    history = opened;
    demoCityUrl = message.demoCityUrl;
    run = new WorkspaceRun({
      revision: message.revision,
      workspace: message.workspace,
      demoCityUrl: message.demoCityUrl,
      secrets: message.secrets,
      folder: message.folder,
      dataFolder: message.dataFolder,
      judgements,
      incidents,
      timers,
      random,
      post,
      history: () => opened.current(),
      panels,
      onNews: tickSoon,
      onSourceRound: tickAfterRound,
    });
  }

  const questions: QuestionHandlers = {
    checkBackend: (input, _around, signal) => checkBackend(input, demoCityUrl, timers, signal),
    matchAlerts: (input, around, signal) => matchAlerts(input, around.backend(input.backendId), signal),
    putSilence: (input, around, signal) => putSilence(input, around, signal),
    expireSilence: (input, around, signal) => expireSilence(input, around, signal),
    diagnose: async ({ incidentId }) => {
      if (run?.diagnoseNow(incidentId) !== true)
        throw new BackendFailure('starting', `Incident ${incidentId} is over or not known here.`);
      return null;
    },
    readCurves: async (input) => {
      if (run === null) throw new BackendFailure('starting', 'No workspace is open yet; it is opened by itself.');
      return readCurves(input, run);
    },
    readTables: async (input, _around, signal) => {
      if (run === null) throw new BackendFailure('starting', 'No workspace is open yet; it is opened by itself.');
      return readTables(input, run, signal);
    },
    startBacktest: async (request) => {
      if (run === null) throw new BackendFailure('starting', 'No workspace is open yet; it is opened by itself.');
      return replays.start(request, run.past);
    },
    cancelBacktest: async ({ id }) => {
      replays.cancel(id);
      return null;
    },
  };

  async function answer(askId: number, question: EngineQuestion): Promise<void> {
    const result = await answerQuestion(questions, question, {
      backend: (id) => run?.backend(id) ?? null,
      rereadSilences: async (id, signal) => run?.rereadSilences(id, signal),
    });
    post({ type: 'answer', askId, result });
  }

  function connectWindow(windowId: string, port: FramePort): void {
    feeds.get(windowId)?.close();
    const feed = new FrameFeed(port, tickSoon, refuseJunk, () => {
      if (feeds.get(windowId) === feed) feeds.delete(windowId);
    });
    feeds.set(windowId, feed);
  }

  function refuseJunk(sentence: string): void {
    junkLogged += 1;
    if (junkLogged <= junkLoggedMax) log('warn', sentence);
  }

  return {
    handle(message, port) {
      switch (message.type) {
        case 'workspace':
          return openWorkspace(message);
        case 'connectWindow':
          if (port === undefined) return log('warn', `Window ${message.windowId} was announced without a frame port.`);
          return connectWindow(message.windowId, port);
        case 'disconnectWindow':
          feeds.get(message.windowId)?.close();
          feeds.delete(message.windowId);
          return;
        case 'judgements':
          judgements = message.judgements;
          run?.judge(judgements);
          return;
        case 'incidents':
          incidents = message.incidents;
          run?.useIncidents(incidents);
          return;
        case 'ask':
          void answer(message.askId, message.question);
          return;
        case 'close':
          // The process ends after close(); engineProcess does both.
          return;
      }
    },

    async close() {
      callOffTick();
      callOffSoon?.();
      replays.close();
      await run?.close();
      for (const feed of feeds.values()) feed.close();
      await history?.close();
    },
  };
}
