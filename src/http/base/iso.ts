/** An instant (Unix ms) as a wire format has it: RFC 3339 in UTC. */
export const iso = (at: number): string => new Date(at).toISOString();
