/** A plan that is offered for an incident. */
export interface Recommended {
  readonly planKey: string;
  readonly incidentId: string;
  /** In the window's language. */
  readonly why: string;
}

export function useRecommended(): readonly Recommended[] {
  return [];
}
