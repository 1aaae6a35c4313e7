/** The names in the `{{holes}}` of a text. */
export type HolesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | HolesIn<Rest> : never;

type Words = Readonly<Record<string, string>>;

/** A text whose translation lacks a hole, or has one more, takes this type, and the compiler prints it. */
type HolesDiffer<Key> = `the holes of ${Key & string} differ between the languages`;

type Translated<Zh, En> = {
  readonly [Key in keyof Zh]: Key extends keyof En
    ? [HolesIn<Zh[Key]>, HolesIn<En[Key]>] extends [HolesIn<En[Key]>, HolesIn<Zh[Key]>]
      ? En[Key]
      : HolesDiffer<Key>
    : string;
} & { readonly [Key in Exclude<keyof En, keyof Zh>]: never };

/** One group of texts in both languages; a missing key or a differing hole does not compile. */
export function bilingual<const Zh extends Words, const En extends Words>(
  zh: Zh,
  en: En & Translated<Zh, En>,
): { readonly zh: Zh; readonly en: En } {
  return { zh, en };
}
