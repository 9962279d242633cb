package vn.antin.auth.key;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/**
 * A key of the table: with its private part while it may sign, without once it has retired.
 *
 * @param signsFrom when it takes over from the key before it
 */
record StoredKey(ECKey key, Instant signsFrom) {}
