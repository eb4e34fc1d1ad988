import { en } from '../messages/en';
import { fr } from '../messages/fr';
import type { Messages } from '../messages/en';

/** The form of a language in which numbers and days are written. */
const FORMS = { en: 'en-GB', fr: 'fr' };

export const LANGUAGES = { en: 'English', fr: 'Français' } as const;
export type Language = keyof typeof LANGUAGES;

const CATALOGUES: Record<Language, Messages> = { en, fr };
const KEPT = 'zopa-language';

function isLanguage(value: string | null | undefined): value is Language {
  return value !== null && value !== undefined && value in LANGUAGES;
}

/** What the reader chose before, else the first language of the browser that we have, else English. */
function first(): Language {
  let kept: string | null = null;
  try {
    kept = window.localStorage.getItem(KEPT);
  } catch {
    // A browser that keeps nothing is no reason not to speak.
  }
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** The language of the page, and its words: `i18n.m.common.save`. */
class I18n {
  language = $state<Language>(first());
  m = $derived<Messages>(CATALOGUES[this.language]);
  private figures = $derived(new Intl.NumberFormat(FORMS[this.language], { maximumFractionDigits: 2 }));
  private days = $derived(new Intl.DateTimeFormat(FORMS[this.language], { dateStyle: 'long', timeZone: 'UTC' }));
  private moments = $derived(new Intl.DateTimeFormat(FORMS[this.language], { dateStyle: 'medium', timeStyle: 'short' }));

  choose(language: Language): void {
    this.language = language;
    try {
      window.localStorage.setItem(KEPT, language);
    } catch {
      // Kept for this page only.
    }
  }

  number(value: number): string {
    return this.figures.format(value);
  }

  /** A day written as 2025-06-02, in words; anything else as it is. */
  day(value: string): string {
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? this.days.format(new Date(`${value}T00:00:00Z`)) : value;
  }

  /** A moment of the server, in the reader's own time. */
  moment(value: string): string {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? value : this.moments.format(date);
  }
}

export const i18n = new I18n();
