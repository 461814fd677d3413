import { unexpectedAnswer } from '../answer-problem.ts';
import type { FileReader } from '../file-reader.ts';
import type { ListRun } from '../list-run.ts';
import { download } from '../transfer/download.ts';

/** Indexes have kilobytes and the Spot Advisor's feed some megabytes; whatever is far above that is something else. */
const BYTES_MAX = 64 * 1024 * 1024;

/** A JSON file that is small enough to be held, once a run; nothing when it is not there. */
export async function smallJson(run: ListRun, what: string, url: string): Promise<unknown> {
  const known = run.shared.get(url);
  if (known !== undefined) return known;
  const reading = download(run.downloads, {
    url,
    what,
    open: () => readWholeJson(what),
    onProgress: ({ bytes, totalBytes }) => run.onBytes(what, bytes, totalBytes),
  }).then((result) => (result.kind === 'read' ? result.value : undefined));
  run.shared.set(url, reading);
  return reading;
}

function readWholeJson(what: string): FileReader<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  return {
    push: (chunk) => {
      bytes += chunk.length;
      if (bytes > BYTES_MAX) throw unexpectedAnswer(what, `the file has more than ${BYTES_MAX} bytes`);
      chunks.push(chunk);
    },
    finish: () => {
      try {
        return JSON.parse(Buffer.concat(chunks).toString('utf8'));
      } catch (cause) {
        throw unexpectedAnswer(what, 'the file is damaged: it is not JSON', cause);
      }
    },
  };
}
