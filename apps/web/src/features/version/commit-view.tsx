/** Any version of a repository. */
export function CommitView({ owner, name, commitId }: { owner: string; name: string; commitId: string }) {
  return (
    <h1>
      {owner}/{name} {commitId}
    </h1>
  );
}
