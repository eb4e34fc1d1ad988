import { classFr } from './class.fr';
import { commonFr } from './common.fr';
import type { Messages } from './en';
import { tableFr } from './table.fr';
import { workbenchFr } from './workbench.fr';

export const fr: Messages = { common: commonFr, workbench: workbenchFr, table: tableFr, class: classFr };
