package vn.antin.signing.authority.crl;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be made, as it was written down.
 *
 * @param full whether a full list is made beside the delta
 * @param base number and content of the full list that the delta refers to; null for the first list
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Plan(
    String authority,
    long number,
    boolean full,
    boolean scheduled,
    Instant thisUpdate,
    List<Entry> entries,
    long baseNumber,
    byte @Nullable [] base) {
  Plan {
    entries = List.copyOf(entries);
  }
}
