import type { TalkLine } from '../../../api/workbench';

/** Whether the package in a line is the speaker's own; an answer repeats the package that it is about. */
export function isOwn(line: TalkLine): boolean {
  return line.act !== 'accept' && line.act !== 'reject';
}
