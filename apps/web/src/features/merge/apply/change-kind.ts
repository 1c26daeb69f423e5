import type { BranchStanding } from '@beatflow/shared';
import { commitTitle } from '../../../components/commit-title.ts';
import type { Labels, Preview } from '../merge-types.ts';

/** What can be done on a branch with what a version changed: take it back, or do it again. */
export type ChangeKind = 'revert' | 'cherry-pick';

export interface ChangeToMake {
  readonly kind: ChangeKind;
  readonly branch: string;
  readonly commit: string;
  /** Of a cherry-pick: these tracks alone. */
  readonly trackIds?: string[];
}

interface Words {
  title: string;
  lead: string;
  button: string;
  done: string;
  /** The message that the server writes when none is given. */
  message: string;
}

/** The words of the page. */
export function describeChange(kind: ChangeKind, commit: { message: string }): Words {
  const label = commitTitle(commit);
  if (kind === 'revert') {
    return {
      title: 'Undo a change',
      lead: 'Makes a new version without what one version changed. What came after it stays.',
      button: 'Undo the change',
      done: `What “${label}” changed is undone.`,
      message: `Revert “${label}”`,
    };
  }
  return {
    title: 'Take over a change',
    lead: 'Makes the same change again on top of another branch: all of it, or only some of its tracks.',
    button: 'Take it over',
    done: `What “${label}” changed is taken over.`,
    message: label,
  };
}

export function labelChange(kind: ChangeKind, branch: string, commit: { message: string }): Labels {
  const ours = { ours: branch, oursWord: 'Keep' };
  if (kind === 'revert') {
    return { ...ours, theirs: 'before the change', theirsWord: 'Undo', baseWord: 'With the change' };
  }
  return { ...ours, theirs: `“${commitTitle(commit)}”`, theirsWord: 'Take', baseWord: 'Before the change' };
}

/** Says what is about to happen. */
export function describeStep(kind: ChangeKind, branch: string, { conflicts }: Pick<Preview, 'conflicts'>): string {
  const what =
    kind === 'revert'
      ? `“${branch}” gets a new version, without the change.`
      : `“${branch}” gets a new version, with the change.`;
  if (conflicts.length === 0)
    return `${what} Nothing that came after it touches the same things: there is nothing to decide.`;
  return `${what} Meanwhile the same things were changed there, so you decide.`;
}

/** Where a change is most likely meant to be made: undone where it is, taken over to where it is not. */
export function suggestBranch(
  kind: ChangeKind,
  standings: readonly Pick<BranchStanding, 'name' | 'behind'>[],
  defaultBranch: string,
): string {
  const fits = ({ behind }: { behind: number }) => (kind === 'revert') === (behind === 0);
  const fitting = standings.filter(fits).map(({ name }) => name);
  return fitting.includes(defaultBranch) ? defaultBranch : (fitting[0] ?? defaultBranch);
}
