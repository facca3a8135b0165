import type { Deployment } from "../../src/app/ports/deployment.ts";
import type {
  DeploymentFinding,
  DeploymentFindings,
} from "../../src/app/ports/deployment-findings.ts";
import { claimOfOthers } from "../../src/domain/payment/deployment-claim.ts";

/** What the database says of the deployment. */
export class FakeDeployment implements Deployment {
  id = "test-1";
  /** The id of the first start. */
  firstId = "test-1";
  isCheckDue = false;
  claims: readonly string[] = [];
  readonly hosts = ["topup.example.com"];

  async standing() {
    const changed = this.firstId === this.id ? null : `first started as ${this.firstId}`;
    const other = claimOfOthers(this.claims, this.hosts);
    const conflict = changed ?? (other && `${other} claims it too`);
    return { conflict, isCheckDue: this.isCheckDue };
  }
  async recordCheck(claims: readonly string[]) {
    this.claims = claims;
    this.isCheckDue = false;
    return this.standing();
  }
  checkFailed() {
    this.isCheckDue = false;
  }
}

/** Findings without a top-up, by kind and subject. */
export class FakeDeploymentFindings implements DeploymentFindings {
  readonly found = new Map<string, DeploymentFinding>();
  readonly #since = new Map<DeploymentFinding, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async raise(finding: DeploymentFinding) {
    this.#since.set(finding, this.#now());
    this.found.set(`${finding.kind} ${finding.subject}`, finding);
  }
  async close({ kind, subject }: Pick<DeploymentFinding, "kind" | "subject">) {
    this.found.delete(`${kind} ${subject}`);
  }
  async open(limit: number) {
    return [...this.found.values()].slice(0, limit).map((one) => {
      return { ...one, since: this.#since.get(one) ?? 0 };
    });
  }
  async openOf(kind: DeploymentFinding["kind"], limit: number) {
    return (await this.open(this.found.size)).filter((one) => one.kind === kind).slice(0, limit);
  }
  async recheckRows() {
    return 0;
  }
}
