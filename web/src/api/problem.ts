/** An answer of the kind `application/problem+json`: what went wrong, where, and the way out. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string | null;
  way_out: string | null;
}

/** What every call of the client throws when the server says no, or says nothing. */
export class ApiProblem extends Error {
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.title);
    this.name = 'ApiProblem';
    this.details = details;
  }

  get status(): number {
    return this.details.status;
  }
}

/** The status of a problem that never reached the server. */
export const UNREACHED = 0;

/** No answer came: the network is gone, or the server has stopped. The page puts this into the reader's language. */
export function unreached(): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: 'unreached', status: UNREACHED, detail: null, way_out: null });
}

/** The problem that a refused answer tells of, also where the answer is no problem document. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const bare = { type: 'about:blank', title: response.statusText, status: response.status, detail: null, way_out: null };
  if (!(response.headers.get('content-type') ?? '').includes('json')) return new ApiProblem(bare);
  try {
    const told = (await response.json()) as Partial<ProblemDetails>;
    return new ApiProblem({ ...bare, ...told, status: response.status });
  } catch {
    return new ApiProblem(bare);
  }
}

/** Whether a call was stopped by its own caller, which is nothing to tell anybody. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Any error as a problem to show. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const title = error instanceof Error ? error.message : String(error);
  return new ApiProblem({ type: 'about:blank', title, status: -1, detail: null, way_out: null });
}
