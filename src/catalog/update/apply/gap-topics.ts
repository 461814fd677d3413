import type { PriceTable } from '../../catalog.ts';
import { keysOf } from './coverage.ts';

/** How gaps begin that are closed, or told anew, once a list has rates of a title, or of a usage type under it. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  'Fargate On-Demand': ['Fargate:', 'Fargate Windows:'],
  'ECS Managed Instances fee': ['ECS Managed Instances:'],
  'ECS Anywhere': ['ECS Anywhere:'],
  'EC2 On-Demand Linux': ['EC2 Linux:', 'EC2 bare metal:'],
  'EC2 On-Demand Windows': ['EC2 Windows:'],
  EBS: ['EBS:'],
  'EBS VolumeUsage.io2': ['EBS io2:'],
  'NAT gateway': ['NAT gateway:'],
  'EC2 Reserved Instances, standard': ['EC2 Reserved Instances:'],
  'Fargate under a Compute Savings Plan': ['Fargate Savings Plans:'],
  'EC2 under a Compute Savings Plan': ['EC2 Compute Savings Plans:', 'EC2 Savings Plans:'],
  'EC2 under an EC2 Instance Savings Plan': ['EC2 Instance Savings Plans:', 'EC2 Savings Plans:'],
  'Fargate Spot Fargate-vCPU-Hours:perCPU': ['Fargate Spot x86:'],
  'Fargate Spot Fargate-ARM-vCPU-Hours:perCPU': ['Fargate Spot ARM:'],
  'EC2 Spot Linux': ['EC2 Spot:'],
  'EC2 Spot Windows': ['EC2 Spot:'],
  VPC: ['Public IPv4 and VPC endpoints:'],
  'Load balancers': ['Load balancers:'],
  'Load balancers LCUUsage LoadBalancing:Application': ['Application Load Balancer:'],
  'Load balancers LCUUsage LoadBalancing:Network': ['Network Load Balancer:'],
  CloudWatch: ['CloudWatch:'],
  EFS: ['EFS:'],
  ECR: ['ECR:'],
  'Data transfer': ['Data transfer:'],
  'Data transfer DataTransfer-Out-Bytes': ['Data transfer to the internet:'],
};

/** The gaps that are left of those known before, beside new tables. */
export function gapsBeside(gaps: readonly string[], tables: readonly PriceTable[]): string[] {
  const subjects = new Set(
    tables.flatMap((table) => [
      table.title,
      ...keysOf(table).map((key) => [table.title, key, table.operation].filter((part) => part !== undefined).join(' ')),
    ]),
  );
  const topics = [...subjects].flatMap((subject) => TOPICS[subject] ?? []);
  const titles = new Set(tables.map(({ title }) => `${title}:`));
  return gaps.filter((gap) => ![...topics, ...titles].some((topic) => gap.startsWith(topic)));
}
