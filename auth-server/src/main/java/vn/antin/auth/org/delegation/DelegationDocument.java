package vn.antin.auth.org.delegation;

import java.time.LocalDate;

/**
 * The document by which signing was delegated.
 *
 * @param number such as {@code 15}
 * @param notation such as {@code QĐ-UBND}; may be empty
 */
public record DelegationDocument(String number, String notation, LocalDate date) {}
