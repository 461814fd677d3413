// A budgeting job: what does each workload file cost a month on its cheapest option, and is it within the budget?
//
//   node monthly-budget.mjs 500 web-shop-seoul.yaml windows-service.yaml
//
// Exits with 1 when the sum of all files is over the budget, or when anything could not be priced.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { estimate, exactText, formatUsd, loadCatalog, parseWorkload } from 'ecs-cost';

const [budgetUsd, ...files] = process.argv.slice(2);
const totals = [];
for (const file of files) {
  const readTaskDefinition = (path) => readFileSync(resolve(dirname(file), path), 'utf8');
  const workload = parseWorkload(readFileSync(file, 'utf8'), { file, readTaskDefinition });
  const catalog = await loadCatalog({ region: workload.region });
  const { options, comparison, notPriced } = estimate(workload, catalog);

  const cheapest = options.find(({ id }) => id === comparison.cheapest);
  if (!cheapest) {
    console.log(`${workload.name}: no option could be priced completely`);
    process.exitCode = 1;
    continue;
  }
  console.log(`${workload.name}: ${formatUsd(cheapest.bill.total)} a month on ${cheapest.id}`);
  for (const { what, why } of notPriced) console.log(`  not priced: ${what} (${why})`);
  totals.push(cheapest.bill.total);
}

// Amounts are exact decimals: add them with their own `plus`, never as floats.
const total = totals.reduce((sum, amount) => sum.plus(amount));
console.log(`total: ${formatUsd(total)} of $${budgetUsd} (exactly ${exactText(total)})`);
if (total.greaterThan(budgetUsd)) process.exitCode = 1;
