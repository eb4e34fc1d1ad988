import { workbenchAnswersEn } from './workbench-answers.en';
import { workbenchCaseEn } from './workbench-case.en';
import { workbenchProcessEn } from './workbench-process.en';

export const workbenchEn = { ...workbenchCaseEn, ...workbenchAnswersEn, ...workbenchProcessEn };
