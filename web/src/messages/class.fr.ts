import type { Translation } from '../i18n/catalogue';
import type { classEn } from './class.en';

export const classFr: Translation<typeof classEn> = {
  title: 'Classes',
};
