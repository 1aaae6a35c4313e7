export interface VirtualDisplay {
  /** For DISPLAY, such as ":3". */
  readonly display: string;
  close(): Promise<void>;
}

/** Rejects with a sentence when there is no Xvfb or it does not start. */
export function openVirtualDisplay(options?: {
  width?: number;
  height?: number;
  endWithLastClient?: boolean;
}): Promise<VirtualDisplay>;
