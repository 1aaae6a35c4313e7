/** What a person chooses in the console itself; without schemas, because every window reads it. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

export const themes = ['dark', 'light'] as const;
export type Theme = (typeof themes)[number];
