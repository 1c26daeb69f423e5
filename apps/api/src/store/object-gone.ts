import { BeatflowError } from '@beatflow/shared';

/** An opened object went, or was replaced, before it was read: only where a store cannot hold on to what is open. */
export class ObjectGone extends BeatflowError {
  constructor(name: string) {
    super('server-busy', {}, `The object ${name} went while it was read. Please try again in a moment.`);
    this.name = 'ObjectGone';
  }
}
