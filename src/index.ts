export type {
  Advice,
  Alternative,
  ClusterAdvice,
  Confidence,
  Curve,
  Doubt,
  Finding,
  Flip,
  FlipInput,
  RuledOut,
  UpkeepEffort,
} from './advice/advice.ts';
export type { Classification, NearestClass, NumericMeasure, WorkloadClass, WorkloadMeasures } from './advice/classify/workload-class.ts';
export type { Bill, LineItem, MissingRate } from './billing/bill.ts';
export { applyCommitments } from './billing/commitments/apply-commitments.ts';
export {
  type AppliedOverHours,
  applyCommitmentsOverHours,
  type HourlyCommitmentsInput,
  type HourlyUsage,
} from './billing/commitments/apply-commitments-over-hours.ts';
export { type ChosenCombination, type CombinedPlan, chooseCombination } from './billing/commitments/choose-combination.ts';
export { chooseCommitment } from './billing/commitments/choose-commitment.ts';
export type {
  ChooseCommitmentInput,
  ChosenCommitment,
  CurvePoint,
  PlanToChoose,
  Regret,
} from './billing/commitments/chosen-commitment.ts';
export type {
  AppliedCommitments,
  Commitment,
  CommitmentLine,
  CommitmentUsage,
  CommittableUsage,
  DecimalInput,
  ReservedInstances,
  SavingsPlan,
} from './billing/commitments/commitment.ts';
export type { HourlyQuantity } from './billing/commitments/hourly-usage.ts';
export {
  breakEvenUse,
  type CommitmentCash,
  type PayBack,
  type PaymentOption,
  reservedInstanceCash,
  savingsPlanCash,
  type TermYears,
} from './billing/commitments/payment.ts';
export type { CommitmentUse } from './billing/commitments/use-of-cover.ts';
export type { CommitmentOffer } from './billing/purchase/commitment-offer.ts';
export type { CombinationStudy, CommitmentStudy, PlanStudy } from './billing/purchase/commitment-study.ts';
export type { CommitmentOutcome, OptionCommitment } from './billing/purchase/option-commitment.ts';
export { billedSpotSeconds, type SpotRun } from './billing/spot/billed-spot-seconds.ts';
export { type ExpectedSpotCost, expectedSpotCost, type SpotCost, type SpotWork } from './billing/spot/expected-spot-cost.ts';
export type { InterruptionBand, InterruptionRange, Interruptions } from './billing/spot/interruptions.ts';
export type { SpotOutlook, SpotPoolOutlook } from './billing/spot/spot-outlook.ts';
export { type SpotPool, type SpreadSpotCost, spreadSpotWork } from './billing/spot/spread-spot-work.ts';
export type { HourlyRun, Usage, UsageCategory, UsageShare } from './billing/usage.ts';
export {
  awsvpcTaskLimit,
  burstableSurcharge,
  type FargateTaskSize,
  type FargateUsageInput,
  fargateTaskSize,
  meterFargate,
} from './building-blocks.ts';
export type {
  ArchitectureChoice,
  CapacityPlan,
  ComparedFleet,
  CourseDifference,
  CoursePart,
  CourseProvider,
  CourseRun,
  CourseType,
  Ec2Note,
  Ec2Plan,
  Ec2Variant,
  FargateBatch,
  FargatePlan,
  FargateTasks,
  FargateVolumeRule,
  Fleet,
  FleetCourse,
  Impossibility,
  InstanceGroup,
  MixedPart,
  MixedPlan,
  PackingDimension,
  PackingProof,
  PlacedRun,
  PlacedTasks,
  SinglePlan,
} from './capacity/capacity.ts';
export type { BurstableLoad, BurstableSurcharge } from './capacity/ecs/burstable-surcharge.ts';
export {
  choosePlacement,
  type PlacementInstance,
  type PlacementQuestion,
  type PlacementTask,
} from './capacity/ecs/choose-placement.ts';
export { clusterReservation, type InstanceNeed } from './capacity/ecs/cluster-reservation.ts';
export { type DeploymentBounds, type DeploymentConfiguration, deploymentBounds } from './capacity/ecs/deployment-bounds.ts';
export { desiredInstances, type InstanceTarget } from './capacity/ecs/desired-instances.ts';
export type { PlacementStrategy } from './capacity/ecs/placement-strategy.ts';
export type { FargateTaskNeed } from './capacity/fargate-task-size.ts';
export { type CapacityProviderStrategyItem, splitByCapacityProviders } from './capacity/split-by-capacity-providers.ts';
export type {
  Catalog,
  FargateTaskSizes,
  InstanceType,
  Origin,
  PriceTable,
  RateLookup,
  RateTier,
  SpotAdvice,
  TableSet,
} from './catalog/catalog.ts';
export { type InstanceTypeAttributes, instanceTypesWith } from './catalog/instance-types-with.ts';
export { knownRegions, type LoadCatalogOptions, loadCatalog, loadCatalogSync } from './catalog/load-catalog.ts';
export { lookUpRate, lookUpTiers, type TierLookup } from './catalog/look-up-rate.ts';
export { lookUpSpotAdvice, type SpotAdviceLookup } from './catalog/look-up-spot-advice.ts';
export type { RateNotFound } from './catalog/not-found.ts';
export { type IndexedTable, indexRates, type RateIndex, type RateQuery } from './catalog/rate-index.ts';
export { type BreakEven, type BreakEvenInput, breakEvenReservation } from './comparison/break-even-reservation.ts';
export type { Comparison, FargateOverhead, Option, OptionLaunchType, RankedOption, SizeRounding } from './comparison/comparison.ts';
export type { CostState, LineState, OptionState, OwnedAssumption } from './comparison/difference/cost-state.ts';
export type {
  AmountChange,
  AssumptionDifference,
  Attribution,
  AttributionPart,
  BudgetJudgement,
  Cause,
  Difference,
  Edit,
  LineDifference,
  LineSide,
  NotPricedDifference,
  OptionDifference,
  RangedChange,
  Running,
  ServiceDifference,
  SideStatus,
  TableDate,
  WorkloadDifference,
} from './comparison/difference/difference.ts';
export type { CallLimit } from './comparison/difference/judge-budgets.ts';
export { readReports } from './comparison/difference/read-report.ts';
export { type Compared, totalDifference } from './comparison/difference/total-difference.ts';
export type { ServiceSplit } from './comparison/split.ts';
export { type FixedFloor, type Subtotals, subtotalsOf } from './comparison/subtotals.ts';
export type { Demand, DemandSegment, Horizon, JobDemand, Month, RunStart, ServiceDemand } from './demand/demand.ts';
export { parseMonth } from './demand/month.ts';
export { type DiffOptions, diffWorkload, type Side } from './diff-workloads.ts';
export { type EstimateOptions, estimate } from './estimate.ts';
export { type PackOptions, pack } from './packing/pack.ts';
export type { BinType, Effort, Item, PackedBin, PackingPlan, PackingProblem, Unplaced, UnplacedReason } from './packing/problem.ts';
export type { CommitStudy, MoveRegret, OptionStudy, UnknownMove } from './report/commit-study.ts';
export { type FittedComment, fitComment, type Room } from './report/difference/fit-comment.ts';
export { type CommentOptions, type Detail, renderComment } from './report/difference/render-comment.ts';
export { renderAdviceMarkdown } from './report/render-advice-markdown.ts';
export { renderAdviceTable } from './report/render-advice-table.ts';
export { renderCsv } from './report/render-csv.ts';
export { renderJson } from './report/render-json.ts';
export { renderMarkdown } from './report/render-markdown.ts';
export { renderTable, type TableOptions } from './report/render-table.ts';
export type { Estimate } from './report/report.ts';
export { type StudyOptions, studyWorkload } from './study-workload.ts';
export type { Architecture, LaunchType, OperatingSystem } from './units/capacity.ts';
export { EcsCostError, type ErrorCode, type Issue } from './units/errors.ts';
export { exactText, formatUsd, quantityText, type Usd, type UsdRate } from './units/money.ts';
export type { Quantity } from './units/quantity.ts';
export type {
  BesideTask,
  CapacityDimension,
  ContainerInsights,
  EbsVolume,
  EfsStorageClass,
  EfsVolume,
  Environment,
  FastSnapshotRestore,
  Image,
  InternetEgress,
  LoadBalancer,
  Logs,
  NatGateways,
  PullPath,
  Retention,
  TaskVolume,
  TrafficFigure,
  VpcEndpoint,
} from './workload/beside.ts';
export type {
  Autoscaling,
  BurstCourse,
  ConstantCourse,
  Course,
  Deployment,
  DurationShare,
  HourlyCourse,
  Load,
  ScheduleCourse,
  ScheduleWindow,
  TraceCourse,
} from './workload/course.ts';
export { decodeWorkloadText } from './workload/decode-workload-text.ts';
export { type ParseWorkloadOptions, parseWorkload } from './workload/parse-workload.ts';
export type {
  AssumedDiscount,
  OwnedReservedInstances,
  OwnedSavingsPlan,
  OwnedTerm,
  Purchasing,
  SpotExpectations,
} from './workload/purchasing.ts';
export type {
  Assumption,
  Budget,
  BudgetLimits,
  CapacityProviderItem,
  Cluster,
  GivenInstances,
  HostPort,
  InstanceTypeFilter,
  Job,
  JobRuns,
  NotPriced,
  NotStated,
  Operations,
  Requirement,
  RootVolume,
  Service,
  Task,
  Workload,
} from './workload/workload.ts';
