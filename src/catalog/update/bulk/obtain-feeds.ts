import { fargateSpotRates } from '../fargate-spot-feed.ts';
import type { ListRun, ObtainedList, WantedList } from '../list-run.ts';
import { spotAdvisorTables } from '../spot-advisor-feed.ts';
import { smallJson } from './small-json.ts';

/** The Fargate Spot rates of a Region, from the feed behind AWS's pricing page. */
export async function obtainFargateSpot(run: ListRun, { region }: WantedList): Promise<ObtainedList> {
  const url = run.endpoints.fargateSpot;
  const what = 'Fargate Spot feed';
  const feed = await smallJson(run, what, url);
  if (feed === undefined) return { kind: 'absent', why: `the ${what} is not at ${url}` };
  const rates = fargateSpotRates(what, feed, region.code);
  if (rates.length === 0) return { kind: 'absent', why: `the ${what} has no rates of ${region.code}` };
  const version = (feed as { readonly metadata?: { readonly 'source:version'?: string } }).metadata?.['source:version'] ?? '';
  return {
    kind: 'read',
    list: { origin: { source: 'bulk', address: url, words: `AWS ${what}`, version, publishedOn: '', readOn: run.today }, rates },
  };
}

/** What the Spot Advisor's feed says about a Region's instance types. */
export async function obtainSpotAdvice(run: ListRun, { region }: WantedList): Promise<ObtainedList> {
  const url = run.endpoints.spotAdvisor;
  const what = 'Spot Advisor feed';
  const feed = await smallJson(run, what, url);
  if (feed === undefined) return { kind: 'absent', why: `the ${what} is not at ${url}` };
  const advisor = spotAdvisorTables(what, feed, region.code);
  if (advisor.length === 0) return { kind: 'absent', why: `the ${what} has no advice on ${region.code}` };
  return {
    kind: 'read',
    list: {
      origin: { source: 'bulk', address: url, words: `AWS ${what}`, version: '', publishedOn: '', readOn: run.today },
      rates: [],
      advisor,
    },
  };
}
