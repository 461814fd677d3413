import { besideFile, whyUnreadable } from './named-file.ts';
import type { FindTaskDefinition } from './read-common.ts';
import { readDocument } from './read-document.ts';
import { type Field, type Reading, reportProblem, reportWrong, shown } from './reading.ts';
import type { SourceNode } from './source-node.ts';
import { readTaskDefinition, type TaskDefinition } from './task-definition.ts';

/** How task definition files are found. */
interface Files {
  readonly file?: string;
  readonly readTaskDefinition?: (path: string) => string;
}

/** Finds task definitions, inline or by path; each file is read once. */
export function findTaskDefinitions(reading: Reading, files: Files): FindTaskDefinition {
  const byPath = new Map<string, SourceNode | undefined>();
  return (field: Field): TaskDefinition | undefined => {
    if (field.node.kind === 'mapping') return readTaskDefinition(reading, field);
    const path = field.node.kind === 'scalar' && typeof field.node.value === 'string' ? field.node.value : '';
    if (path === '')
      return reportWrong(reading, field, { expected: 'a task definition', hint: 'give its JSON inline, or the path of its file' });
    if (!byPath.has(path)) byPath.set(path, readFile(reading, { field, path, files }));
    const node = byPath.get(path);
    return node && readTaskDefinition(reading, { path: '', node });
  };
}

function readFile(reading: Reading, { field, path, files }: { field: Field; path: string; files: Files }): SourceNode | undefined {
  if (!files.readTaskDefinition) {
    return reportProblem(reading, field, {
      problem: `${shown(field.node)} cannot be read here`,
      hint: 'give the task definition inline, or pass readTaskDefinition',
    });
  }
  let text: string;
  try {
    text = files.readTaskDefinition(path);
  } catch (error) {
    const { problem, hint } = whyUnreadable(error);
    return reportProblem(reading, field, { problem: `${shown(field.node)} cannot be read: ${problem}`, hint });
  }
  return readDocument(text, { file: besideFile(files.file, path), problems: reading.problems });
}
