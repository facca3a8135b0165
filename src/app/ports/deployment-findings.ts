import type { DeploymentFindingKind } from "../../contract/deployment-findings.ts";

/** A finding that concerns no top-up: a bad row of the register, or the deployment itself. */
export interface DeploymentFinding {
  readonly kind: DeploymentFindingKind;
  /** `offer/off_…`: table and id of a row; `deployment`: the deployment itself. */
  readonly subject: string;
  /** For operators: what is wrong, without personal data. */
  readonly detail: string;
}
export interface OpenDeploymentFinding extends DeploymentFinding {
  /** Unix ms. */
  readonly since: number;
}

/** Findings in D1 that concern no top-up. Methods throw when D1 does not answer. */
export interface DeploymentFindings {
  /** Raised again, a finding stays one row; one that was closed is opened again. */
  raise(found: DeploymentFinding): Promise<void>;
  /** Closes a finding that is open. */
  close(found: Pick<DeploymentFinding, "kind" | "subject">): Promise<void>;
  /** Oldest first. */
  open(limit: number): Promise<readonly OpenDeploymentFinding[]>;
  /** The same, of one kind. */
  openOf(kind: DeploymentFindingKind, limit: number): Promise<readonly OpenDeploymentFinding[]>;
  /** Closes the findings about rows that are good by now, or gone. Answers with their number. */
  recheckRows(limit: number): Promise<number>;
}
