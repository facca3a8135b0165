/** A top-up by its address; its unguessable id is the permission to see it. */
export interface TopUpRef {
  readonly serviceId: string;
  readonly topUpId: string;
}
