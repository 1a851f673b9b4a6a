/** A request that asks the hub inside. */
export interface AskingRequest {
  readonly requestId: string;
  /** Of this request alone. */
  readonly signal: AbortSignal;
}

/** Names the questions that requests ask inside: the request's id, and the place of the question in it. So the log leads from one to the other. */
export function createInnerIds(): (request: AskingRequest) => string {
  const asked = new WeakMap<AbortSignal, number>();
  return ({ requestId, signal }) => {
    const place = (asked.get(signal) ?? 0) + 1;
    asked.set(signal, place);
    return `${requestId}.${place}`;
  };
}
