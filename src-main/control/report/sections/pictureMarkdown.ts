import type { ReadPicture } from '../reportFacts';

/** `![caption](picture:business)`; nothing where it could not be read. The caption is Markdown already. */
export function pictureMarkdown({ id, frame }: Pick<ReadPicture, 'id' | 'frame'>, caption: string): string {
  return frame === null ? '' : `![${caption}](picture:${id})`;
}
