/** `attribute=value` pairs of one combination, in the order of the table's attributes. */
export type Where = readonly { readonly attribute: string; readonly value: string }[];

export interface ExplainedPart {
  readonly where: Where;
  /** Signed, in the units of what changed (orders per minute); leaves that an earlier part explains are not counted again. */
  readonly explained: number;
  /** What was expected of the same leaves. */
  readonly expected: number;
  /** 0–1. */
  readonly confidence: number;
}

/** Who explains the change of a total. Σ parts.explained + everywhere + mix + residual = change, exactly. */
export interface Explanation {
  /** actual − expected of the total. */
  readonly change: number;
  /** The strongest cause first; of one cause with several values, the largest value. */
  readonly parts: readonly ExplainedPart[];
  /** What all leaves share: everything went up or down evenly. 0 when they do not. */
  readonly everywhere: number;
  /** Of a ratio: what came from populations that grew or shrank, each keeping its own ratio. 0 for other measures. */
  readonly mix: number;
  /** What nothing here explains. */
  readonly residual: number;
  /** Combinations that the data hardly tells from the parts: they overlap them and are not counted. Most likely first. */
  readonly rivals: readonly Where[];
  /** Of a ratio: set where its total misleads (Simpson's paradox). */
  readonly mixShift: MixShift | null;
}

export interface MixShift {
  /** 'against' = the total moved against its parts; 'mostly' = more than half of its move is mix. */
  readonly kind: 'against' | 'mostly';
  /** The values whose share of the population changed the total most, with shares before and now (0–1). */
  readonly movers: readonly {
    readonly where: Where;
    readonly usualShare: number;
    readonly share: number;
    readonly mix: number;
  }[];
}
