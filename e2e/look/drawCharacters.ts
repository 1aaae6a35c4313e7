/** How four Chinese characters come out on a canvas, by their pixels. */
export interface DrawnCharacters {
  /** Without our fonts all four are the same box: this machine has no CJK font. */
  readonly systemDrawsBoxes: boolean;
  /** Different pictures among the four in the console's font list. */
  readonly distinct: number;
  /** All four are what the bundled font alone draws. */
  readonly asBundled: boolean;
  /** How many look as the machine's own fonts draw them. */
  readonly asSystem: number;
  /** The bundled font holds every character of the sentence on screen. */
  readonly headlineLoaded: boolean;
}

/** Runs in the page, so it may not use anything outside itself. */
export function drawCharacters(): DrawnCharacters {
  const draw = (character: string, family: string): string => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 64;
    const context = canvas.getContext('2d');
    if (context === null) return '';
    context.font = `600 40px ${family}`;
    context.fillText(character, 8, 48);
    return context.getImageData(0, 0, 64, 64).data.join();
  };
  const characters = ['支', '付', '单', '昨'];
  const drawAll = (family: string): string[] => characters.map((character) => draw(character, family));
  const system = drawAll('sans-serif');
  const bundled = drawAll("'Noto Sans SC Variable'");
  const own = drawAll("'Inter Variable', 'Noto Sans SC Variable', sans-serif");
  return {
    systemDrawsBoxes: new Set(system).size === 1,
    distinct: new Set(own).size,
    asBundled: own.every((picture, i) => picture === bundled[i]),
    asSystem: own.filter((picture, i) => picture === system[i]).length,
    headlineLoaded: document.fonts.check("600 36px 'Noto Sans SC Variable'", document.querySelector('h1')?.textContent ?? ''),
  };
}
