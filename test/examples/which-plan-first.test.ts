import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.ts';
import { runCli } from '../support/run-cli.ts';

/** Every number in the sentences of docs/which-plan-first.md, worked out from rates and from what the program prints. */

interface Report {
  readonly options: readonly {
    readonly id: string;
    readonly monthlyUsd: string;
    readonly commitment?: { readonly usdPerHour: string; readonly savedUsd: string };
  }[];
}

interface Study {
  readonly options: readonly {
    readonly moves: readonly {
      readonly service: string;
      readonly purchaseOption: string;
      readonly totalUsd: string;
      readonly againstNoPlanUsd: string;
    }[];
  }[];
}

function compared(file: string) {
  const { options } = JSON.parse(runCli(['compare', `examples/${file}`, '--format', 'json', '--quiet']).stdout) as Report;
  return (id: string) => {
    const option = options.find((each) => each.id === `${id}:X86_64`);
    if (!option) throw new Error(`no option ${id}`);
    return {
      monthly: Number(option.monthlyUsd),
      perHour: Number(option.commitment?.usdPerHour),
      saved: Number(option.commitment?.savedUsd),
    };
  };
}

const usd = (amount: number): string => `$${amount.toFixed(2)}`;

test('each amount and percentage of the page is one of these', () => {
  const fleet = compared('one-fleet.yaml');
  const [ec2Plan, computePlan] = [fleet('ec2:ec2-instance-savings-plan-1y-no-upfront'), fleet('ec2:compute-savings-plan-1y-no-upfront')];
  const onFargate = fleet('fargate:compute-savings-plan-1y-no-upfront');
  // By hand, us-east-1: two m5.large at 0.096 and two m5.xlarge at 0.192 are 0.576 an hour; 63 % and 73 % of that.
  expect(ec2Plan.perHour).toBeCloseTo(0.576 * 0.63, 9);
  expect(computePlan.perHour).toBeCloseTo(0.576 * 0.73, 9);
  // Twelve tasks of 0.04048 + 2 x 0.004445, less AWS's 20 %.
  expect(onFargate.perHour).toBeCloseTo(12 * (0.04048 + 2 * 0.004445) * 0.8, 9);
  // Four volumes of 30 GB at 0.08.
  expect(ec2Plan.monthly).toBeCloseTo(0.36288 * 730 + 9.6, 9);
  const [ownsEc2, ownsCompute] = [compared('one-fleet-ec2-plan.yaml'), compared('one-fleet-compute-plan.yaml')];
  const [stuck, moved] = [ownsEc2('fargate:on-demand').monthly, ownsCompute('fargate:on-demand').monthly];
  const study = JSON.parse(
    runCli(['commit', 'examples/one-fleet.yaml', '--option', 'ec2:*:X86_64', '--format', 'json', '--quiet']).stdout,
  ) as Study;
  const move = study.options[0]?.moves.find(
    ({ service, purchaseOption }) => service === 'api' && purchaseOption === 'ec2-instance-savings-plan-1y-no-upfront',
  );
  const known = new Set([
    ...[ec2Plan, computePlan, onFargate].map(({ monthly }) => usd(monthly)),
    ...[ec2Plan, computePlan].map(({ perHour }) => `$${perHour}`),
    ...[ec2Plan, computePlan].map(({ saved }) => usd(saved)),
    usd(ec2Plan.perHour * 730),
    usd(fleet('fargate:on-demand').monthly),
    usd(stuck),
    usd(fleet('fargate:on-demand').monthly + ec2Plan.perHour * 730),
    usd(Number(move?.totalUsd)),
    usd(Number(move?.againstNoPlanUsd)),
    `$${onFargate.perHour}`,
    `${Math.round((100 * computePlan.perHour) / onFargate.perHour)} %`,
    usd(moved),
    usd(ec2Plan.saved - computePlan.saved),
    usd(stuck - moved),
    // Stated in the file.
    '27 %',
    '37 %',
  ]);
  const sentences = readFileSync(`${repository}docs/which-plan-first.md`, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
  const numbers = sentences.match(/\$\d[\d,]*(\.\d+)?|\d+(\.\d+)? %/g) ?? [];
  expect(numbers.length).toBeGreaterThan(15);
  expect(numbers.filter((number) => !known.has(number))).toEqual([]);
});
