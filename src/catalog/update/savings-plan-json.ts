import { unexpectedAnswer } from './answer-problem.ts';
import type { FileReader, ListVersion } from './file-reader.ts';
import { createJsonScanner, type JsonPath } from './json-scanner.ts';
import { dayOf } from './plain-values.ts';
import type { SavingsPlanRow } from './savings-plan-rate.ts';

const PLACES: readonly JsonPath[] = [
  ['version'],
  ['publicationDate'],
  ['products', '*'],
  ['terms', 'savingsPlan', '*', 'effectiveDate'],
  ['terms', 'savingsPlan', '*', 'rates', '*'],
];

interface Plan {
  readonly family: string;
  readonly paymentOption: string;
  readonly years: number;
}

interface RateOfPlan {
  readonly discountedSku?: string;
  readonly discountedServiceCode?: string;
  readonly discountedUsageType?: string;
  readonly discountedOperation?: string;
  readonly rateCode?: string;
  readonly discountedRate?: { readonly price?: string; readonly currency?: string };
}

/** Reads the JSON file of Savings Plans rates of a Region: the plans as products, then the rates under each. */
export function readSavingsPlanJson(what: string, onRow: (row: SavingsPlanRow) => void): FileReader<ListVersion> {
  const plans = new Map<string, Plan>();
  const texts = new Map<string, string>();
  let [effectiveDate, rates] = ['', 0];
  const scanner = createJsonScanner(PLACES, (path, value) => {
    if (path.length === 1) texts.set(path[0] ?? '', String(value));
    else if (path[0] === 'products') addPlan(plans, value);
    else if (path.at(-1) === 'effectiveDate') effectiveDate = String(value);
    else {
      rates += 1;
      onRow(rowOf(what, plans, value as RateOfPlan, effectiveDate));
    }
  });
  return {
    push: (bytes) => {
      try {
        scanner.push(bytes);
      } catch (cause) {
        if (cause instanceof SyntaxError) throw unexpectedAnswer(what, 'the file is damaged: it is not JSON', cause);
        throw cause;
      }
    },
    finish: () => {
      if (!scanner.end()) throw unexpectedAnswer(what, 'the file ends before its end');
      if (plans.size === 0 || rates === 0)
        throw unexpectedAnswer(what, 'the file has no plans or no rates: AWS has changed the layout of its Savings Plans list');
      return { version: texts.get('version') ?? '', publishedOn: dayOf(texts.get('publicationDate') ?? '') ?? '' };
    },
  };
}

function addPlan(plans: Map<string, Plan>, value: unknown): void {
  const { sku, productFamily, attributes } = value as {
    readonly sku?: string;
    readonly productFamily?: string;
    readonly attributes?: { readonly purchaseOption?: string; readonly purchaseTerm?: string };
  };
  const years = /^(\d)/.exec(attributes?.purchaseTerm ?? '')?.[1];
  plans.set(sku ?? '', { family: productFamily ?? '', paymentOption: attributes?.purchaseOption ?? '', years: Number(years) });
}

/** The rate code starts with the SKU of its plan. */
function rowOf(what: string, plans: ReadonlyMap<string, Plan>, rate: RateOfPlan, effectiveDate: string): SavingsPlanRow {
  const { discountedRate, rateCode = '', discountedUsageType } = rate;
  const plan = plans.get(rateCode.split('.')[0] ?? '');
  if (plan === undefined || discountedUsageType === undefined || discountedRate?.price === undefined)
    throw unexpectedAnswer(
      what,
      `a rate (${rateCode || 'without a code'}) has no plan, no usage type or no price: AWS has changed the layout of its Savings Plans list`,
    );
  return {
    ...plan,
    offer: rate.discountedServiceCode ?? '',
    usageType: discountedUsageType,
    operation: rate.discountedOperation ?? '',
    sku: rate.discountedSku ?? '',
    price: discountedRate.price,
    currency: discountedRate.currency ?? '',
    effectiveDate,
  };
}
