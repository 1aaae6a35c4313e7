export interface VirtualDisplay {
  /** For DISPLAY, such as ":3". */
  readonly display: string;
  close(): Promise<void>;
}

/** `width`, `height`: of the largest window that must fit, 1920 × 1080 unless told. Rejects with a sentence when there is no Xvfb or it does not start. */
export function openVirtualDisplay(options?: { width?: number; height?: number }): Promise<VirtualDisplay>;
