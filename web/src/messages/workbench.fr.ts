import type { Translation } from '../i18n/catalogue';
import { workbenchAnswersFr } from './workbench-answers.fr';
import { workbenchCaseFr } from './workbench-case.fr';
import type { workbenchEn } from './workbench.en';
import { workbenchProcessFr } from './workbench-process.fr';

export const workbenchFr: Translation<typeof workbenchEn> = { ...workbenchCaseFr, ...workbenchAnswersFr, ...workbenchProcessFr };
