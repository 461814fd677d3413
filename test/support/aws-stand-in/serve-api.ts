import type { Answer, SeenRequest, StandIn } from './stand-in.ts';

/** Answers of the APIs that share one address, by action; each gets the request's input. */
export type ApiAnswers = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => Answer>>;

/** Serves AWS's APIs in their own protocols: JSON with the action in a header, REST with it in the path, and forms of EC2. */
export function serveApi(standIn: StandIn, answers: ApiAnswers): void {
  standIn.serve('/', (request) => {
    const { action, input } = callOf(request);
    return (
      answers[action]?.(input) ?? {
        status: 400,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: `{"__type":"UnknownOperationException","message":"${action}"}`,
      }
    );
  });
  for (const action of Object.keys(answers))
    standIn.serve(`/${action}`, ({ body }) => answers[action]?.(JSON.parse(body || '{}')) ?? { status: 400 });
}

/** An answer in JSON. */
export function jsonAnswer(value: unknown): Answer {
  return { headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(value) };
}

/** An answer of EC2: XML inside the element of the action. */
export function ec2Answer(action: string, xml: string): Answer {
  return {
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?><${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>${xml}</${action}Response>`,
  };
}

function callOf({ headers, body }: SeenRequest): { readonly action: string; readonly input: Readonly<Record<string, unknown>> } {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { action: target.split('.').at(-1) ?? '', input: JSON.parse(body) };
  const form = Object.fromEntries(new URLSearchParams(body));
  return { action: form['Action'] ?? '', input: form };
}
