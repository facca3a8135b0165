/** Requests that hang: each waits until its reason (the id of a fault, or "silent") is gone. */
interface PendingRequest {
  readonly reason: string;
  readonly resume: () => void;
}

export class PendingRequests {
  #requests = new Set<PendingRequest>();

  get size(): number {
    return this.#requests.size;
  }

  wait(reason: string): Promise<void> {
    return new Promise((resolve) => {
      const request: PendingRequest = {
        reason,
        resume: () => {
          this.#requests.delete(request);
          resolve();
        },
      };
      this.#requests.add(request);
    });
  }

  /** Resumes the requests whose reason is no longer in force. */
  resumeUnless(inForce: (reason: string) => boolean): void {
    for (const request of [...this.#requests]) if (!inForce(request.reason)) request.resume();
  }
}
