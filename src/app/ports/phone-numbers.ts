/**
 * Numbering plans: which telephone numbers may typed digits stand for? Answers are in E.164 without
 * the `+`, the likeliest first, and empty where the plans know of none.
 */
export interface PhoneNumbers {
  /** Of digits that begin with a country code; a trunk 0 behind it is left out where it is one. */
  international(digits: string): readonly string[];
  /** Of digits as they are dialled in the operator's countries, with or without a trunk 0. */
  national(digits: string): readonly string[];
}
