package vn.antin.admin.enrolment;

import org.jspecify.annotations.Nullable;

/**
 * What a first certificate will say, before it is issued.
 *
 * @param problem why it was not issued; null for nothing
 */
public record IssuePage(Holder holder, @Nullable String problem) {}
