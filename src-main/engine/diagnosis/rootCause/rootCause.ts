import type { SymptomKind } from './causeCase';

/** Who did it, ranked; and how much of the symptom nobody is blamed for. */
export interface RootCause {
  readonly kind: SymptomKind;
  /** Extra seconds of waiting per second, or extra failed requests per second, at the symptom's node. */
  readonly amount: number;
  /** Likeliest first. */
  readonly suspects: readonly Suspect[];
  /** Share 0–1 of the symptom that no suspect explains. */
  readonly residual: number;
  /** Requests now ÷ usual at the symptom's node; null where they are not counted. Above 1 with no suspect: demand, not fault. */
  readonly demand: number | null;
}

export interface Suspect {
  readonly kind: 'node' | 'link';
  /** Node id, or `caller→callee`. */
  readonly id: string;
  /** The suspect's nodes: itself, or a link's callee and caller. */
  readonly nodes: readonly string[];
  readonly confidence: number;
  /** Share 0–1 of the symptom it explains. */
  readonly explains: number;
  /** Node ids from the symptom to the suspect, both included. */
  readonly path: readonly string[];
  /** Strongest first. */
  readonly evidence: readonly Evidence[];
}

/**
 * Why: `own` time or failures that no callee explains; lost `between` the two sides of a call; a `resource` near its end; calls
 * that the node no longer makes, `silence`.
 */
export interface Evidence {
  readonly why: 'own' | 'between' | 'resource' | 'silence';
  /** Node id or `caller→callee` whose series this is. */
  readonly of: string;
  /** latency, failures, requests, or the resource's name. */
  readonly series: string;
  /** Seconds per request for latency, share 0–1 for failures and resources, calls per request for silence. */
  readonly usual: number;
  readonly now: number;
  /** Epoch ms of the first bucket that shows it; null when no single one does. */
  readonly since: number | null;
  /** Per second, in the symptom's unit; null where the evidence is of another kind. */
  readonly amount: number | null;
  /** 0–1: share of the symptom, share of the capacity, half the share of the calls that are missing. */
  readonly weight: number;
}
