import type { Translation } from '../i18n/catalogue';
import type { workbenchEn } from './workbench.en';

export const workbenchFr: Translation<typeof workbenchEn> = {
  title: 'Atelier',
};
