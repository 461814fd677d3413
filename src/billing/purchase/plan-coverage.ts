import { instanceTypeOfUsage } from '../commitments/instance-size.ts';

/** Fargate's vCPU and memory, on Linux: what AWS says that Compute Savings Plans cover. Windows and storage only where listed. */
const FARGATE_COMPUTE = /^Fargate-(ARM-)?(vCPU-Hours:perCPU|GB-Hours)$/;

/** What may hold compute at all: of anything else no rate of a plan is looked for. */
const MAY_BE_COVERED = /^(Fargate-|BoxUsage:)/;

/** Whether plans may cover usage of the type: its plan rate is looked up, and where there is none it is not covered. */
export function mayBeCovered(usageType: string): boolean {
  return MAY_BE_COVERED.test(usageType);
}

/**
 * Whether AWS covers usage of the type with plans of a kind for sure, so that without the plan's rate nothing can be said
 * about the plan: instances in the family and Region of an EC2 Instance plan; instances and Fargate of a Compute plan.
 *
 * @see https://docs.aws.amazon.com/savingsplans/latest/userguide/plan-types.html
 */
export function isCovered(
  usageType: string,
  plan: { readonly kind: 'compute-savings-plan' | 'ec2-instance-savings-plan'; readonly family?: string },
): boolean {
  const instance = usageType.startsWith('BoxUsage:') ? instanceTypeOfUsage(usageType) : undefined;
  if (plan.kind === 'compute-savings-plan') return instance !== undefined || FARGATE_COMPUTE.test(usageType);
  return instance !== undefined && (plan.family === undefined || instance.family === plan.family.toLowerCase());
}
