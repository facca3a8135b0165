import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";

/** One line of a provisioning job; instants are Unix ms. */
export interface JobStep {
  readonly step: string;
  readonly outcome: string;
  readonly at: number;
  readonly lastAt: number;
  readonly times: number;
}

/** The job under which older systems know the provisioning of a top-up (row V2). */
export interface ProvisioningJob {
  readonly provisionId: number;
  readonly topUpId: TopUpId;
  readonly serviceId: ServiceId;
  /** Of the top-up. */
  readonly brand: string;
  readonly playbook: string;
  /** 0 success, 1 running, 2 failed. */
  readonly status: number;
  readonly outcome: string;
  /** Oldest first. */
  readonly steps: readonly JobStep[];
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** Provisioning jobs as D1 has them. Throws `PortFault` when D1 does not answer. */
export interface ProvisioningJobs {
  /** Null: D1 knows no job of this number. */
  byNumber(provisionId: number): Promise<ProvisioningJob | null>;
}
