/** Which part of which log is asked for. */
export interface LogRequest {
  repositoryId: string;
  limit: number;
  cursor?: string | null;
  /** Where the log begins; `head` is where it began for who goes on with it, undefined for who begins. */
  findStart: (head: string | null | undefined) => Promise<LogStart>;
}

/** One head, or with null all branches and tags of now. */
export interface LogStart {
  head: string | null;
  starts: readonly string[];
}

/** The commits of a page in order, and where the next one begins; null on the last. */
export interface LogSlice {
  ids: string[];
  nextCursor: string | null;
}
