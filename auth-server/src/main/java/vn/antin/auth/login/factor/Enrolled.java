package vn.antin.auth.login.factor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that an official can prove themselves with; the label is theirs. */
public record Enrolled(String label, Instant since, @Nullable Instant lastUsed) {}
