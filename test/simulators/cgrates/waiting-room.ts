/** Requests that hang: each waits until its reason (a fault's id, or "silent") is lifted. */
interface Guest {
  readonly reason: string;
  readonly resume: () => void;
}

export class WaitingRoom {
  #guests = new Set<Guest>();

  get size(): number {
    return this.#guests.size;
  }

  wait(reason: string): Promise<void> {
    return new Promise((resolve) => {
      const guest: Guest = {
        reason,
        resume: () => {
          this.#guests.delete(guest);
          resolve();
        },
      };
      this.#guests.add(guest);
    });
  }

  /** Lets those go whose reason is no longer in force. */
  call(inForce: (reason: string) => boolean): void {
    for (const guest of [...this.#guests]) if (!inForce(guest.reason)) guest.resume();
  }
}
