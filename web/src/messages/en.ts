import type { Translation } from '../i18n/catalogue';
import { classEn } from './class.en';
import { commonEn } from './common.en';
import { tableEn } from './table.en';
import { workbenchEn } from './workbench.en';

/** English, the language that the others are measured by. */
export const en = { common: commonEn, workbench: workbenchEn, table: tableEn, class: classEn };

export type Messages = Translation<typeof en>;
