import type { Deployment } from "../../src/app/ports/deployment.ts";
import type {
  DeploymentFinding,
  DeploymentFindings,
} from "../../src/app/ports/deployment-findings.ts";

/** What the database says of the deployment. */
export class FakeDeployment implements Deployment {
  id = "test-1";
  /** The id of the first start. */
  firstId = "test-1";
  checkedAt: number | null = 1;
  claimedBy: string | null = null;

  async standing() {
    const changed = this.firstId === this.id ? null : `first started as ${this.firstId}`;
    const claimed = this.claimedBy && `${this.claimedBy} claims it too`;
    return { conflict: changed ?? claimed, checkedAt: this.checkedAt };
  }
  async recordCheck({ claimedBy }: { readonly claimedBy: string | null }) {
    this.claimedBy = claimedBy;
    this.checkedAt = 1;
  }
}

/** Findings without a top-up, by kind and subject. */
export class FakeDeploymentFindings implements DeploymentFindings {
  readonly found = new Map<string, DeploymentFinding>();

  async raise(finding: DeploymentFinding) {
    this.found.set(`${finding.kind} ${finding.subject}`, finding);
  }
  async close({ kind, subject }: Pick<DeploymentFinding, "kind" | "subject">) {
    this.found.delete(`${kind} ${subject}`);
  }
  async open(limit: number) {
    return [...this.found.values()].slice(0, limit).map((one) => ({ ...one, since: 0 }));
  }
  async recheckRows() {
    return 0;
  }
}
