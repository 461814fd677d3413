/** A workload file that is wrong, with everything that has to be said about it. */
export interface WrongFile {
  readonly name: string;
  readonly text: string;
  /** Gives the text of the task definition that the file names. */
  readonly readTaskDefinition?: () => string;
  /** Gives the text of the trace that the file names. */
  readonly readTrace?: () => string;
  /** `file:line:column  path  problem; hint`, in the order of the text. */
  readonly problems: readonly string[];
}

/** Lines 1 to 3 are right; `body` begins on line 4. */
export function file(body: string): string {
  return `version: 1\nname: shop\nregion: us-east-1\n${body}`;
}

/** A right file with one more line at its end, line 5. */
export function plus(line: string): string {
  return file(`services: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 2 }]\n${line}\n`);
}

/** A right service with one more key, on line 9. */
export function service(key: string): string {
  return file(`services:\n  - name: api\n    cpu: 512\n    memory: 1 GB\n    desiredCount: 2\n    ${key}\n`);
}

/** A service of this size, on lines 6 and 7. */
export function sized(cpu: string, memory: string): string {
  return file(`services:\n  - name: api\n    cpu: ${cpu}\n    memory: ${memory}\n    desiredCount: 2\n`);
}

/** A service that lacks its count, with a key in its place on line 8. */
export function counted(key: string): string {
  return file(`services:\n  - name: api\n    cpu: 512\n    memory: 1 GB\n    ${key}\n`);
}

/** A job that lacks its duration and its runs, with keys in their place from line 9. */
export function job(keys: string): string {
  return file(`jobs:\n  - name: nightly\n    cpu: 512\n    memory: 1 GB\n    tasks: 2\n    ${keys}\n`);
}

/** A job that lacks its runs, with a key in their place on line 10. */
export function timed(key: string): string {
  return job(`duration: 5m\n    ${key}`);
}

/** A service whose task definition is a file. */
export function byPath(path: string): string {
  return file(`services:\n  - { name: api, taskDefinition: ${path}, desiredCount: 1 }\n`);
}
