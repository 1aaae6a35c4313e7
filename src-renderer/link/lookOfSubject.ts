import type { GraphLook } from '../../contract/graphQuery';
import type { Subject } from './subject';
import { subjectNumbers } from './subjectNumbers';
import type { SubjectGraph } from './useSubjectGraph';

/** A subject as this window shows it: what a pin keeps. `roomAt`: when no graph has come yet. */
export function lookOfSubject({ frame, graph }: SubjectGraph, subject: Subject, roomAt: number): GraphLook {
  const numbers = subjectNumbers(graph, subject);
  return {
    target: subject.target,
    at: Math.max(0, Math.round(frame?.to ?? roomAt)),
    score: numbers?.score ?? null,
    lost: [...(numbers?.lost ?? [])].slice(0, 20),
  };
}
