package vn.antin.signing.authority.crl;

import java.math.BigInteger;
import java.time.Instant;

/** A line of a list. */
record Entry(BigInteger serialNumber, int reason, Instant revokedAt) {}
