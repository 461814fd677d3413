import type { Bill } from '../billing/bill.ts';
import type { FreePart } from '../comparison/free-parts.ts';
import { type FixedFloor, subtotalsOf } from '../comparison/subtotals.ts';
import { formatUsd } from '../units/money.ts';
import type { NotStated } from '../workload/workload.ts';
import { listText, WORDS } from './wording.ts';

/** Keys of the workload file as parts of a service. */
const PARTS: Readonly<Record<string, string>> = {
  'environment.loadBalancers': 'load balancers',
  'environment.natGateways': 'NAT gateways',
  'environment.vpcEndpoints': 'VPC endpoints',
  'environment.internetEgress': 'traffic to the internet',
  'environment.crossZone': 'traffic between zones',
  'environment.containerInsights': 'Container Insights',
  publicIp: 'public addresses',
  logs: 'logs',
  image: 'images',
  volumes: 'volumes',
};

/** `Not stated, so not priced: NAT gateways, logs (web)`; nothing where everything usual is stated. */
export function notStatedText(notStated: readonly NotStated[], ownersCount: number): string {
  const parts = notStated.map(({ key, owners }) => {
    const name = PARTS[key] ?? key;
    return owners.length === 0 || owners.length === ownersCount ? name : `${name} (${listText(owners)})`;
  });
  return parts.length === 0 ? '' : `Not stated, so not priced: ${parts.join(', ')}`;
}

/** A part that costs nothing, and why. */
export function freePartText(part: FreePart): { readonly what: string; readonly why: string } {
  switch (part.kind) {
    case 'control-plane':
      return { what: 'ECS control plane', why: 'clusters, services, task definitions, scheduling and the container agent have no charge' };
    case 'iam':
      return { what: 'IAM', why: 'roles and policies have no charge' };
    case 'auto-scaling':
      return { what: 'service and cluster auto scaling', why: 'Application Auto Scaling and EC2 Auto Scaling have no charge of their own' };
    case 'network-interfaces':
      return { what: 'VPC, subnets and network interfaces', why: 'only public IPv4 addresses, gateways, endpoints and traffic are billed' };
    case 'basic-metrics':
      return { what: 'basic ECS metrics in CloudWatch', why: 'CPU and memory utilization of clusters and services have no charge' };
    case 'data-in':
      return { what: 'traffic from the internet', why: 'AWS bills what goes out' };
    case 'gateway-endpoints':
      return { what: `gateway endpoints (${part.services.join(', ')})`, why: 'neither their hours nor their traffic are billed' };
    case 'ecr-pulls':
      return { what: 'ECR pulls in the Region', why: 'ECR does not bill them; the NAT gateway or endpoint on their way does' };
    case 'internet-first-tier':
      return { what: 'the first 100 GB a month to the internet', why: 'free for each account; switch it off with freeTier: false' };
    case 'gp3-baseline':
      return { what: '3,000 IOPS and 125 MiB/s of each gp3 volume', why: 'its storage includes them' };
    case 'service-connect':
      return { what: 'Service Connect', why: 'its proxy is part of the task and is billed with it' };
    case 'first-rules':
      return { what: 'the first 10 rules of an Application Load Balancer', why: 'rule evaluations count beyond them' };
    default:
      return part satisfies never;
  }
}

/** `Free: ECS control plane, IAM, ...`. */
export function freeText(parts: readonly FreePart[]): string {
  return `Free of charge: ${parts.map((part) => freePartText(part).what).join(', ')}`;
}

/** `With no task running the environment costs $38.00 a month.`, and what options are told apart by. */
export function floorText({ cost, isComplete }: FixedFloor): string {
  const floor = `With no task running the environment costs ${isComplete ? '' : 'at least '}${formatUsd(cost)} a month.`;
  return `${floor} Options are ranked, and percentages taken, without what is the same everywhere.`;
}

/** `compute $45.09 + beside it, depends on the launch type $18.27 + beside it, the same everywhere $27.01`. */
export function subtotalsText(bill: Bill): string {
  const subtotals = subtotalsOf(bill);
  return (['compute', 'besideByLaunchType', 'besideEverywhere'] as const)
    .map((key) => `${WORDS[key]} ${formatUsd(subtotals[key])}`)
    .join(' + ');
}
