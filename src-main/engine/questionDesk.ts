import type { EngineAnswers, EngineQuestion, EngineQuestionName } from '../../contract/engineProtocol';
import { accept, type Result } from '../../contract/result';
import { BackendFailure, type Backend } from './backends/backend';

/** What a question may use of the workspace in force. */
export interface QuestionSurroundings {
  /** The open backend with this id; null when the workspace has none, or none of its parts is used. */
  backend(id: string): Backend | null;
  /** Tells main the silences of this backend as they are after a write. @throws BackendFailure */
  rereadSilences(backendId: string, signal: AbortSignal): Promise<void>;
}

/** One handler per question; a missing one does not compile. Rejects with a BackendFailure for what an operator can act on. */
export type QuestionHandlers = {
  readonly [Name in EngineQuestionName]: (
    input: EngineAnswers[Name]['ask'],
    surroundings: QuestionSurroundings,
    signal: AbortSignal,
  ) => Promise<EngineAnswers[Name]['answer']>;
};

/** A person waits for the answer; a server that needs longer is told as not answering. */
const answerWithinMs = 15_000;

/** Answers one question of main; every expected failure is a refusal, and a defect rejects. */
export async function answerQuestion(
  handlers: QuestionHandlers,
  question: EngineQuestion,
  surroundings: QuestionSurroundings,
): Promise<Result<unknown>> {
  try {
    return accept(await handle(handlers, question, surroundings));
  } catch (error) {
    if (!(error instanceof BackendFailure)) throw error;
    const because = { reason: 'backend', failure: error.code } as const;
    return { ok: false, refusal: { code: 'unavailable', message: error.message, because } };
  }
}

function handle(handlers: QuestionHandlers, question: EngineQuestion, around: QuestionSurroundings): Promise<unknown> {
  const signal = AbortSignal.timeout(answerWithinMs);
  switch (question.name) {
    case 'checkBackend':
      return handlers.checkBackend(question.input, around, signal);
    case 'matchAlerts':
      return handlers.matchAlerts(question.input, around, signal);
    case 'putSilence':
      return handlers.putSilence(question.input, around, signal);
    case 'expireSilence':
      return handlers.expireSilence(question.input, around, signal);
    case 'diagnose':
      return handlers.diagnose(question.input, around, signal);
    case 'readCurves':
      return handlers.readCurves(question.input, around, signal);
    case 'readTables':
      return handlers.readTables(question.input, around, signal);
    case 'startBacktest':
      return handlers.startBacktest(question.input, around, signal);
    case 'cancelBacktest':
      return handlers.cancelBacktest(question.input, around, signal);
  }
}
