/** A growing list of numbers below 2^31, four bytes each. */
export class Growing {
  #numbers = new Int32Array(1024);
  length = 0;

  push(n: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Int32Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length++] = n;
  }
  at(i: number): number {
    return this.#numbers[i] ?? 0;
  }
}
