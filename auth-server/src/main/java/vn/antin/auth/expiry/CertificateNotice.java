package vn.antin.auth.expiry;

import java.time.Instant;
import java.util.UUID;
import vn.antin.auth.account.AccountId;

/**
 * That a certificate ends soon.
 *
 * @param number in signing-service's order
 * @param own whether the recipient holds the certificate; otherwise they answer for its unit
 * @param days how many days ahead of the end the notice was made, at most
 */
record CertificateNotice(
    long number, AccountId recipient, boolean own, UUID certificate, int days, Instant validTo) {}
