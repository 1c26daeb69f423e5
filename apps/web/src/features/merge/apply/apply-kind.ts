import { commitTitle } from '../../../components/commit-title.ts';

/** What can be done with a version of the past, on the top of a branch. */
export type ApplyKind = 'revert' | 'restore' | 'cherry-pick';

interface Words {
  title: string;
  lead: string;
  button: string;
  done: string;
  /** The message that the server writes when none is given. */
  message: string;
}

/** The words of the dialog; `label` is what was changed, as its author called it. */
export function describeApply(kind: ApplyKind, commit: { message: string }): Words {
  const label = commitTitle(commit);
  switch (kind) {
    case 'revert':
      return {
        title: 'Undo this change',
        lead: 'Makes a new version without what this one changed. What came after it stays.',
        button: 'Undo the change',
        done: `What “${label}” changed is undone.`,
        message: `Revert “${label}”`,
      };
    case 'restore':
      return {
        title: 'Restore this version',
        lead: 'Makes a new version that holds exactly what this one holds. What came in between stays in history.',
        button: 'Restore',
        done: `“${label}” is restored.`,
        message: `Restore “${label}”`,
      };
    case 'cherry-pick':
      return {
        title: 'Take this change to another branch',
        lead: 'Makes the same change again on top of another branch: all of it, or only some of its tracks.',
        button: 'Take it over',
        done: `What “${label}” changed is taken over.`,
        message: label,
      };
  }
}
