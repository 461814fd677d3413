import type {
  DescribeSavingsPlansOfferingRatesCommandInput,
  DescribeSavingsPlansOfferingRatesCommandOutput,
} from '@aws-sdk/client-savingsplans';
import { unexpectedAnswer } from '../answer-problem.ts';
import type { ListRun, ObtainedList, WantedList } from '../list-run.ts';
import type { ListedRate } from '../listed-rate.ts';
import { rateOfSavingsPlan, type SavingsPlanRow } from '../savings-plan-rate.ts';
import { RUN_INSTANCES } from '../select-ec2.ts';
import { type ApiAccess, callApi, clientSettings } from './aws-client-settings.ts';

/** The Savings Plans API has one address, in us-east-1. */
const API_REGION = 'us-east-1';

const PAGE_SIZE = 1000;
const SECONDS_PER_YEAR = 31_536_000;

const FAMILIES: Readonly<Record<string, string>> = { Compute: 'ComputeSavingsPlans', EC2Instance: 'EC2InstanceSavingsPlans' };

const QUESTIONS: readonly DescribeSavingsPlansOfferingRatesCommandInput[] = [
  { products: ['Fargate'], serviceCodes: ['AmazonECS'], savingsPlanTypes: ['Compute'] },
  {
    products: ['EC2'],
    serviceCodes: ['AmazonEC2'],
    savingsPlanTypes: ['Compute', 'EC2Instance'],
    operations: Object.values(RUN_INSTANCES),
  },
];

interface Offering {
  readonly paymentOption?: string | undefined;
  readonly planType?: string | undefined;
  readonly durationSeconds?: number | undefined;
  readonly currency?: string | undefined;
}

/** A rate as DescribeSavingsPlansOfferingRates gives it. */
interface OfferingRate {
  readonly savingsPlanOffering?: Offering | undefined;
  readonly rate?: string | undefined;
  readonly serviceCode?: string | undefined;
  readonly usageType?: string | undefined;
  readonly operation?: string | undefined;
}

/** Reads Savings Plans rates with DescribeSavingsPlansOfferingRates, page by page. */
export async function obtainOfferingRates(run: ListRun, { region }: WantedList, access: ApiAccess): Promise<ObtainedList> {
  const what = `Savings Plans of ${region.code}`;
  const { DescribeSavingsPlansOfferingRatesCommand, SavingsplansClient } = await import('@aws-sdk/client-savingsplans');
  const client = new SavingsplansClient(clientSettings(run.downloads, access, API_REGION));
  const rates: ListedRate[] = [];
  let seen = 0;
  await callApi(what, 'savingsplans:DescribeSavingsPlansOfferingRates', async () => {
    for await (const page of pagesOf((question) => client.send(new DescribeSavingsPlansOfferingRatesCommand(question)), region.code)) {
      seen += page.length;
      rates.push(...page.flatMap((each) => rateOfSavingsPlan({ what, region }, rowOf(what, each)) ?? []));
      run.onBytes(`${what}: ${seen} rates`, 0, undefined);
    }
  });
  if (seen === 0) return { kind: 'absent', why: `the Savings Plans API knows no rates in ${region.code}` };
  if (rates.length === 0) throw unexpectedAnswer(what, 'AWS sent rates of which this program knows none: their layout has changed');
  const address = 'DescribeSavingsPlansOfferingRates';
  return {
    kind: 'read',
    list: { origin: { source: 'api', address, words: 'AWS Savings Plans API', version: '', publishedOn: '', readOn: run.today }, rates },
  };
}

/** The answers to both questions, Fargate and instances, page by page. */
async function* pagesOf(
  ask: (question: DescribeSavingsPlansOfferingRatesCommandInput) => Promise<DescribeSavingsPlansOfferingRatesCommandOutput>,
  region: string,
): AsyncGenerator<readonly OfferingRate[]> {
  for (const question of QUESTIONS) {
    let nextToken: string | undefined;
    do {
      const page = nextToken === undefined ? {} : { nextToken };
      const answer = await ask({ ...question, filters: [{ name: 'region', values: [region] }], maxResults: PAGE_SIZE, ...page });
      yield answer.searchResults ?? [];
      nextToken = answer.nextToken || undefined;
    } while (nextToken !== undefined);
  }
}

function rowOf(
  what: string,
  { savingsPlanOffering, rate, serviceCode = '', usageType = '', operation = '' }: OfferingRate,
): SavingsPlanRow {
  const { paymentOption = '', planType = '', durationSeconds = 0, currency = '' } = savingsPlanOffering ?? {};
  if (rate === undefined) throw unexpectedAnswer(what, `${usageType} has no rate: AWS has changed the layout of its answer`);
  return {
    family: FAMILIES[planType] ?? planType,
    paymentOption,
    years: durationSeconds / SECONDS_PER_YEAR,
    offer: serviceCode,
    usageType,
    operation,
    sku: '',
    price: rate,
    currency,
    effectiveDate: '',
  };
}
