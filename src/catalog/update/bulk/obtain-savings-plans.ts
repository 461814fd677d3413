import { unexpectedAnswer } from '../answer-problem.ts';
import type { ListVersion } from '../file-reader.ts';
import type { PriceListExtract } from '../kept-lists.ts';
import type { ListRun, ObtainedList, WantedList } from '../list-run.ts';
import type { ListedRate } from '../listed-rate.ts';
import { readSavingsPlanCsv } from '../savings-plan-csv.ts';
import { readSavingsPlanJson } from '../savings-plan-json.ts';
import { rateOfSavingsPlan, type SavingsPlanRow } from '../savings-plan-rate.ts';
import { download } from '../transfer/download.ts';
import { versionOfRegion } from './region-index.ts';

/** The list that holds Compute Savings Plans, and, as AWS publishes it, EC2 Instance Savings Plans as well. */
const LIST = 'AWSComputeSavingsPlan';

/** Where EC2 Instance Savings Plans would stand if they had a list of their own. */
const TWIN = 'AWSEC2InstanceSavingsPlan';

interface ReadFile {
  readonly rates: readonly ListedRate[];
  readonly version: ListVersion;
  readonly url: string;
  readonly etag?: string;
}

/** Reads the Savings Plans rates of a Region, in CSV or in JSON. A version that was read before is not read again. */
export async function obtainSavingsPlans(run: ListRun, wanted: WantedList): Promise<ObtainedList> {
  const { region, kept } = wanted;
  const current = await versionOfRegion(run, basePath(LIST), region.code);
  if (current.kind === 'absent') return { kind: 'absent', why: `AWS publishes no Savings Plans list for ${region.code}` };
  if (current.kind === 'named' && current.version !== '' && kept?.source === 'bulk' && kept.version === current.version) {
    return { kind: 'unchanged' };
  }
  const file = await readList(run, wanted, LIST);
  if (file === undefined) return { kind: 'absent', why: `AWS has no Savings Plans list for ${region.code}` };
  const hasInstancePlans = file.rates.some(({ head }) => head.purchaseOption.startsWith('ec2-instance-savings-plan'));
  const twin = hasInstancePlans ? undefined : await readList(run, wanted, TWIN);
  const origin = {
    source: 'bulk',
    address: file.url,
    words: `AWS Price List, Savings Plans list ${LIST}`,
    ...file.version,
    ...(current.kind === 'named' && current.version !== '' ? { version: current.version } : {}),
    readOn: run.today,
    ...(file.etag === undefined ? {} : { etag: file.etag }),
  } as const;
  return { kind: 'read', list: { origin, rates: [...file.rates, ...(twin?.rates ?? [])] } satisfies PriceListExtract };
}

function basePath(list: string): string {
  return `/savingsPlan/v1.0/aws/${list}`;
}

async function readList(run: ListRun, wanted: WantedList, list: string): Promise<ReadFile | undefined> {
  const { code } = wanted.region;
  const current = await versionOfRegion(run, basePath(list), code);
  if (current.kind === 'absent') return undefined;
  const json = current.kind === 'named' ? current.path : `${basePath(list)}/current/${code}/index.json`;
  return (await readFile(run, wanted, list, json.replace(/\.json$/, '.csv'))) ?? (await readFile(run, wanted, list, json));
}

async function readFile(run: ListRun, { region }: WantedList, list: string, path: string): Promise<ReadFile | undefined> {
  const url = `${run.endpoints.priceList}${path}`;
  const what = `${list} of ${region.code}`;
  const rates: ListedRate[] = [];
  const onRow = (row: SavingsPlanRow): void => {
    const rate = rateOfSavingsPlan({ what, region }, row);
    if (rate !== undefined) rates.push(rate);
  };
  const result = await download(run.downloads, {
    url,
    what,
    open: () => {
      rates.length = 0;
      return url.endsWith('.csv') ? readSavingsPlanCsv(what, onRow) : readSavingsPlanJson(what, onRow);
    },
    onProgress: ({ bytes, totalBytes }) => run.onBytes(what, bytes, totalBytes),
  });
  if (result.kind !== 'read') return undefined;
  if (rates.length === 0)
    throw unexpectedAnswer(what, 'AWS sent a list without a single rate that this program knows: its layout has changed');
  return { rates, version: result.value, url, ...(result.etag === undefined ? {} : { etag: result.etag }) };
}
