import type { SecretVault } from "../../app/ports/secret-vault.ts";
import type { KeyRing } from "../../domain/base/key-ring.ts";
import { aesRing, openWith, sealWith } from "./sealing.ts";

/** Secrets that D1 keeps, sealed like payers for another purpose: neither opens as the other. */
export function createSecretVault(seals: KeyRing): SecretVault {
  const aes = aesRing(seals);
  return {
    seal: (subject, secret) => sealWith(aes, `secret/1/${subject}`, secret),
    open: (subject, sealed) => openWith(aes, `secret/1/${subject}`, sealed),
    isOld: (sealed) => !sealed.startsWith(`${aes.newest}.`),
  };
}
