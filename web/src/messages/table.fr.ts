import type { Translation } from '../i18n/catalogue';
import type { tableEn } from './table.en';

export const tableFr: Translation<typeof tableEn> = {
  title: 'Tables',
};
