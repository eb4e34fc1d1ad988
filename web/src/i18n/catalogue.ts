/** A message is words, or a function that makes words of what it is given. */
export type Message = string | ((...given: never[]) => string);

/** The shape of a catalogue, whatever its language: a translation that lacks a key, or has one too many, does not compile. */
export type Translation<T> = {
  [Key in keyof T]: T[Key] extends (...given: infer Given) => string
    ? (...given: Given) => string
    : T[Key] extends string
      ? string
      : Translation<T[Key]>;
};

/** The forms of a counted thing. */
export interface Forms {
  one: string;
  other: string;
}

/** Number and plural rules of one language, for its message file. */
export function speaker(language: string) {
  const rules = new Intl.PluralRules(language);
  const figures = new Intl.NumberFormat(language);
  const few = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const n = (value: number): string => figures.format(value);
  return {
    /** A whole number. */
    n,
    /** A number with at most two places. */
    decimal: (value: number): string => few.format(value),
    /** "3 draws": the number and the form that goes with it. */
    count: (value: number, forms: Forms): string => `${n(value)} ${rules.select(value) === 'one' ? forms.one : forms.other}`,
    /** "a, b and c". */
    list: (items: string[]): string => list.format(items),
  };
}
