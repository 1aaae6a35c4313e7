import { chartFont } from '../charts/chartLook';
import { windowConsole } from '../state/windowConsole';
import { colours } from '../ui/tokens';

/** CSS px. */
const captionPx = { height: 34, side: 18, font: 14 };

/** A PNG with a strip of words under it; `width` of the picture in CSS px tells how many pixels one is. Returns a PNG. */
export async function bakeCaption(
  png: Uint8Array,
  width: number,
  { title, facts }: { readonly title: string; readonly facts: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await createImageBitmap(new Blob([new Uint8Array(png)], { type: 'image/png' }));
  const scale = picture.width / width;
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height + Math.round(captionPx.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('a 2D canvas context must exist');
  const look = colours[windowConsole().getState().shared.preferences['ui']?.theme ?? 'dark'];
  context.fillStyle = look.panel;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  picture.close();
  context.scale(scale, scale);
  context.textBaseline = 'middle';
  const y = picture.height / scale + captionPx.height / 2;
  context.font = chartFont(captionPx.font, 600);
  context.fillStyle = look.ink;
  // A narrow panel's caption is squeezed, never cut: whose data it is must not be what is missing.
  const room = width - 2 * captionPx.side;
  const titleWidth = context.measureText(title).width;
  context.font = chartFont(captionPx.font, 400);
  const factsWidth = context.measureText(`   ${facts}`).width;
  const squeeze = Math.min(1, room / (titleWidth + factsWidth));
  context.translate(captionPx.side, y);
  context.scale(squeeze, squeeze);
  context.font = chartFont(captionPx.font, 600);
  context.fillText(title, 0, 0);
  context.font = chartFont(captionPx.font, 400);
  context.fillStyle = look.ink2;
  context.fillText(`   ${facts}`, titleWidth, 0);
  const blob = await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/png'));
  if (blob === null) throw new Error('a canvas of a window must give a PNG');
  return new Uint8Array(await blob.arrayBuffer());
}
